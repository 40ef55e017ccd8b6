using Inkoop.Indicators;
using Inkoop.Platform.Hosting;

return await InkoopHost.RunAsync(args, new IndicatorsService());
