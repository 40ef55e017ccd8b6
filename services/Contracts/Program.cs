using Inkoop.Contracts;
using Inkoop.Platform.Hosting;

return await InkoopHost.RunAsync(args, new ContractsService());
