using Inkoop.Indicators;
using Inkoop.Platform;

return await InkoopHost.RunAsync(args, new IndicatorsService());
