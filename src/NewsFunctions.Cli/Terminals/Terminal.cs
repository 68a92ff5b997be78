using Spectre.Console;

namespace NewsFunctions.Cli.Terminals;

/// <summary>Where a command writes: results to standard output, everything else to standard error.</summary>
internal sealed class Terminal
{
    /// <summary>No table is as wide as this: redirected output gets one line a row.</summary>
    private const int Unbounded = 4_000;

    private readonly TextWriter _error;
    private readonly Lazy<IAnsiConsole?> _screen;
    private readonly Lock _errorLock = new();

    public Terminal(TextWriter output, TextWriter error)
    {
        Output = output;
        _error = error;
        IsPlain = !ReferenceEquals(output, Console.Out) || Console.IsOutputRedirected || HasNoColor;
        _screen = new Lazy<IAnsiConsole?>(() => ReferenceEquals(error, Console.Error) && !Console.IsErrorRedirected ? OpenScreen(error) : null);
    }

    /// <summary>The terminal that standard error is, for progress bars; null where it is redirected.</summary>
    public IAnsiConsole? Screen => _screen.Value;

    public TextWriter Output { get; }

    /// <summary>No colours and no escape sequences: the output is redirected, or NO_COLOR (no-color.org) is set.</summary>
    public bool IsPlain { get; }

    private static bool HasNoColor => !string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR"));

    /// <summary>One JSON value in one line; what a terminal might obey is escaped.</summary>
    public void Json(string json) => Output.WriteLine(SafeText.Json(json));

    /// <summary>As <see cref="Json"/>, for a value that comes in pieces, however large.</summary>
    public JsonOutput OpenJson() => new(Output);

    /// <summary>Takes results that are bytes. Null where they would go to a terminal, which obeys what is in them.</summary>
    public Stream? OpenBytes() => !ReferenceEquals(Output, Console.Out) ? new TextStream(Output)
        : Console.IsOutputRedirected ? Console.OpenStandardOutput()
        : null;

    /// <summary>A line of the result; the text may be a stranger's.</summary>
    public void Line(string text = "") => Output.WriteLine(SafeText.Line(text));

    public void Table(ResultTable table)
    {
        using var rendered = new StringWriter();
        IAnsiConsole console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Out = new AnsiConsoleOutput(IsPlain ? rendered : Output),
            Ansi = IsPlain ? AnsiSupport.No : AnsiSupport.Detect,
            ColorSystem = IsPlain ? ColorSystemSupport.NoColors : ColorSystemSupport.Detect,
            Interactive = InteractionSupport.No,
        });
        if (IsPlain)
        {
            console.Profile.Width = Unbounded;
            console.Profile.Capabilities.Unicode = false;
        }

        console.Write(table.Build(IsPlain, console.Profile.Width));

        // Spectre pads the last column.
        foreach (string line in rendered.ToString().TrimEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            Output.WriteLine(line.TrimEnd());
        }
    }

    /// <summary>What is going on, for a person who waits.</summary>
    public void Progress(string text)
    {
        lock (_errorLock)
        {
            // Above a progress bar that may be shown. A line of its own length: Spectre would break it between words.
            if (_screen is { IsValueCreated: true, Value: { } screen })
            {
                screen.Write(new ControlCode(SafeText.Line(text) + Environment.NewLine));
                return;
            }

            _error.WriteLine(SafeText.Line(text));
            _error.Flush();
        }
    }

    /// <summary>Where a person who mistyped learns more.</summary>
    public int Hint(string text)
    {
        Progress(text);
        return ExitCode.Failure;
    }

    /// <summary>Says on standard error what is wrong and what to do about it.</summary>
    public int Fail(string message)
    {
        Progress($"news: {message}");
        return ExitCode.Failure;
    }

    private static IAnsiConsole? OpenScreen(TextWriter error)
    {
        IAnsiConsole screen = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Out = new AnsiConsoleOutput(error),
            Ansi = AnsiSupport.Detect,
            ColorSystem = HasNoColor ? ColorSystemSupport.NoColors : ColorSystemSupport.Detect,
            Interactive = InteractionSupport.Detect,
        });
        return screen.Profile.Capabilities is { Ansi: true, Interactive: true } ? screen : null;
    }
}
