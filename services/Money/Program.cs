using Inkoop.Money;
using Inkoop.Platform.Hosting;

return await InkoopHost.RunAsync(args, new MoneyService());
