using Inkoop.Dispositions;
using Inkoop.Platform.Hosting;
using Inkoop.Wire.Faults;

return await InkoopHost.RunAsync(args, new DispositionsService());
