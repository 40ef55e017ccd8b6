using Inkoop.Admin;
using Inkoop.Platform.Hosting;

var builder = WebApplication.CreateBuilder(args);
builder.Configuration["Inkoop:Name"] ??= "admin";
if (!builder.Environment.IsDevelopment())
    builder.WebHost.UseStaticWebAssets();
InkoopHost.AddPlatform(builder);
AdminService.AddAdmin(builder.Services, builder.Configuration);
await using var app = builder.Build();
AdminService.UseDoor(app);
InkoopHost.MapPlatform(app);
AdminService.MapAdmin(app);
try
{
    await InkoopHost.StartAsync(app);
}
catch (Exception exception) when (StartFailure.Explain(exception) is { } sentence)
{
    await Console.Error.WriteLineAsync(sentence);
    return 1;
}
Console.WriteLine($"admin: {InkoopHost.BoundAddresses(app).Http}");
await app.WaitForShutdownAsync();
return 0;
