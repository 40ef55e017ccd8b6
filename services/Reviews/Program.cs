using Inkoop.Platform.Hosting;
using Inkoop.Reviews;

return await InkoopHost.RunAsync(args, new ReviewsService());
