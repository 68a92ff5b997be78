using Spectre.Console;

namespace NewsFunctions.Cli.Terminals;

/// <summary>Where a command writes: results to standard output, everything else to standard error.</summary>
internal sealed class Terminal
{
    /// <summary>No table is as wide as this: redirected output gets one line a row.</summary>
    private const int Unbounded = 4_000;

    private readonly TextWriter _error;
    private readonly Lock _errorLock = new();

    public Terminal(TextWriter output, TextWriter error)
    {
        Output = output;
        _error = error;
        IsPlain = !ReferenceEquals(output, Console.Out) || Console.IsOutputRedirected
            || !string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR"));
    }

    public TextWriter Output { get; }

    /// <summary>No colours and no escape sequences: the output is redirected, or NO_COLOR (no-color.org) is set.</summary>
    public bool IsPlain { get; }

    /// <summary>One JSON value in one line; what a terminal might obey is escaped.</summary>
    public void Json(string json) => Output.WriteLine(SafeText.Json(json));

    /// <summary>As <see cref="Json"/>, for a value that comes in pieces, however large.</summary>
    public JsonOutput OpenJson() => new(Output);

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

        console.Write(table.Build(IsPlain));

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
}
