using Inkoop.Dispositions;
using Inkoop.Platform;
using Inkoop.Platform.Hosting;

return await InkoopHost.RunAsync(args, new DispositionsService());
