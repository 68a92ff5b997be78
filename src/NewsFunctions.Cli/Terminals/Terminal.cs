using System.Text.Json;
using NewsFunctions.Cli.CommandLine;
using Spectre.Console;

namespace NewsFunctions.Cli.Terminals;

/// <summary>Says where a command writes: results to standard output, everything else to standard error.</summary>
internal sealed class Terminal
{
    /// <summary>The width of redirected output, which exceeds every table, so that each row is one line.</summary>
    private const int Unbounded = 4_000;

    /// <summary>Limits the depth of JSON. An article may have fields of a container, which nest nearly as deep.</summary>
    private const int MaxDepth = 1_000;

    private readonly Lazy<IAnsiConsole?> _screen;
    private readonly Lock _errorLock = new();
    private readonly int? _width;

    /// <param name="width">A width sets up the output for a terminal without colours; null leaves it as it is.</param>
    public Terminal(TextWriter output, TextWriter error, int? width = null)
    {
        Output = output;
        Error = error;
        _width = width;
        IsPlain = width is null && (!ReferenceEquals(output, Console.Out) || Console.IsOutputRedirected);
        _screen = new Lazy<IAnsiConsole?>(() => ReferenceEquals(error, Console.Error) && !Console.IsErrorRedirected ? OpenScreen(error) : null);
    }

    /// <summary>Returns the terminal behind standard error, for progress bars; null if it is redirected.</summary>
    public IAnsiConsole? Screen => _screen.Value;

    public TextWriter Output { get; }

    public TextWriter Error { get; }

    /// <summary>Is true if the output is redirected: a row is one line, however long, and has no frame.</summary>
    public bool IsPlain { get; }

    private static bool HasNoColor => !string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR"));

    /// <summary>Says whether <c>--jsonl</c> was typed: JSON is printed a value a line, lists item by item.</summary>
    public bool WritesJsonLines { get; set; }

    /// <summary>Writes one JSON value in one line, or the items of a list a line each; what a terminal might obey is escaped.</summary>
    public void Json(string json)
    {
        if (!WritesJsonLines || ItemsOf(json, out string? continuation) is not { } items)
        {
            Output.WriteLine(SafeText.Json(json));
            return;
        }

        using (JsonOutput output = OpenJson())
        {
            foreach (string item in items)
            {
                output.Write(item);
                output.EndLine();
            }
        }

        Continuation.Write(this, continuation);
    }

    /// <summary>Writes as <see cref="Json"/> does, for a value that comes in pieces, however large.</summary>
    public JsonOutput OpenJson() => new(Output);

    /// <summary>Writes as <see cref="Json"/> does, for a list that comes item by item, however long.</summary>
    /// <param name="member">The name of the list in the object.</param>
    public JsonItems OpenJsonItems(string member) => new(OpenJson(), member, WritesJsonLines);

    /// <summary>Opens a stream for results that are bytes. Null if they would go to a terminal, which obeys what is in them.</summary>
    public Stream? OpenBytes() => !ReferenceEquals(Output, Console.Out) ? new TextStream(Output)
        : Console.IsOutputRedirected ? Console.OpenStandardOutput()
        : null;

    /// <summary>Writes a line of the result; the text may be a stranger's.</summary>
    public void Line(string text = "") => Output.WriteLine(SafeText.Line(text));

    public void Table(ResultTable table)
    {
        using var rendered = new StringWriter();
        IAnsiConsole console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Out = new AnsiConsoleOutput(IsPlain ? rendered : Output),
            Ansi = IsPlain || _width is not null ? AnsiSupport.No : AnsiSupport.Detect,
            ColorSystem = IsPlain || HasNoColor ? ColorSystemSupport.NoColors : ColorSystemSupport.Detect,
            Interactive = InteractionSupport.No,
        });
        if (IsPlain)
        {
            console.Profile.Width = Unbounded;
            console.Profile.Capabilities.Unicode = false;
        }
        else if (_width is { } width)
        {
            console.Profile.Width = width;
        }

        console.Write(table.Build(IsPlain, console.Profile.Width));

        // Spectre pads the last column.
        foreach (string line in rendered.ToString().TrimEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            Output.WriteLine(line.TrimEnd());
        }
    }

    /// <summary>Writes a list and its continuation. A terminal would show a frame around nothing, so there an empty list is a sentence.</summary>
    /// <param name="none">The text for an empty list, without a full stop, such as <c>No link fits</c>.</param>
    public void List(ResultTable table, string none, string? continuation = null)
    {
        if (table.IsEmpty && !IsPlain)
        {
            Line(continuation is null ? $"{none}." : $"{none} among those looked at so far.");
        }
        else
        {
            Table(table);
        }

        Continuation.Write(this, continuation);
    }

    /// <summary>Tells a person who waits what is going on.</summary>
    public void Progress(string text)
    {
        lock (_errorLock)
        {
            // This writes above a progress bar that may be shown. The line has its own length: Spectre would break it between words.
            if (_screen is { IsValueCreated: true, Value: { } screen })
            {
                screen.Write(new ControlCode(SafeText.Line(text) + Environment.NewLine));
                return;
            }

            Error.WriteLine(SafeText.Line(text));
            Error.Flush();
        }
    }

    /// <summary>Tells a person who mistyped where to learn more.</summary>
    public int Hint(string text)
    {
        Progress(text);
        return ExitCodes.Failure;
    }

    /// <summary>Says on standard error what is wrong and what to do about it.</summary>
    public int Fail(string message)
    {
        Progress($"news: {message}");
        return ExitCodes.Failure;
    }

    /// <returns>The items; null if the value is no list: an object without <c>items</c>.</returns>
    private static List<string>? ItemsOf(string json, out string? continuation)
    {
        continuation = null;
        using var value = JsonDocument.Parse(json, new JsonDocumentOptions { MaxDepth = MaxDepth });
        if (value.RootElement.ValueKind != JsonValueKind.Object || !value.RootElement.TryGetProperty("items", out JsonElement items))
        {
            return null;
        }

        continuation = value.RootElement.TryGetProperty("continuation", out JsonElement next) ? next.GetString() : null;
        return [.. items.EnumerateArray().Select(item => item.GetRawText())];
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
