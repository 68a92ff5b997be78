using NewsFunctions.Cli;
using NewsFunctions.Cli.Terminals;

// This comes before any log is set up: the logs take the writer that is there by then.
Console.SetError(new BestEffortWriter(Console.Error));
return await Interruptible.RunAsync(stop => NewsCommand.RunAsync(args, Console.Out, Console.Error, stop));
