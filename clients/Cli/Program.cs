using System.Text;
using Inkoop.Cli;

Console.OutputEncoding = Encoding.UTF8;
return await InkoopCommand.RunAsync(args, Console.Out, Console.Error, Console.In);
