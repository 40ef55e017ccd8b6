using Inkoop.Platform.Hosting;
using Inkoop.Providers;

return await InkoopHost.RunAsync(args, new ProvidersService());
