using NewsFunctions.Cli;

return await Interruptible.RunAsync(stop => NewsCommand.RunAsync(args, Console.Out, Console.Error, stop));
