using System.Globalization;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace NewsFunctions.Cli.Terminals;

/// <summary>Says how much of some work is done.</summary>
/// <param name="Total">The amount of work; null if unknown.</param>
internal readonly record struct WorkDone(double Done, double? Total);

/// <summary>Shows a bar with rate and time left on a terminal, for work that takes longer than a moment.</summary>
internal static class ProgressBar
{
    private const int WidthForBar = 70;

    /// <summary>The width of the rate and the time left, with the blanks between the columns.</summary>
    private const int WidthOfNumbers = 22;

    private static readonly TimeSpan BetweenLooks = TimeSpan.FromMilliseconds(200);

    /// <param name="says">The text that says what is going on; never empty.</param>
    /// <param name="done">The progress; null if nothing can be counted.</param>
    /// <param name="rate">Formats a speed a second.</param>
    public static Task<T> ShowAsync<T>(
        IAnsiConsole console, TimeProvider time, TimeSpan moment, Func<string> says, Func<WorkDone>? done, Func<double, string> rate, Func<Task<T>> work)
    {
        long started = time.GetTimestamp();
        int room = Room(console.Profile.Width, done is not null);
        return console.Progress().AutoClear(enabled: true).Columns(Columns(console.Profile.Width, done is not null, rate)).StartAsync(async context =>
        {
            Task<T> working = work();
            ProgressTask? task = null;
            while (await Task.WhenAny(working, Task.Delay(BetweenLooks, time, CancellationToken.None)) != working)
            {
                if (time.GetElapsedTime(started) >= moment)
                {
                    string text = Markup.Escape(Cut(SafeText.Line(says()), room));
                    task ??= context.AddTask(text);
                    Update(task, text, done?.Invoke() ?? new WorkDone(0, Total: null));
                }
            }

            return await working;
        });
    }

    private static int Room(int width, bool isCounted) =>
        Math.Max(8, width - (width >= WidthForBar ? (width / 4) + 1 : 0) - (isCounted ? WidthOfNumbers : 1));

    private static string Cut(string text, int length) => text.Length <= length ? text : $"{text[..(length - 3)]}...";

    private static void Update(ProgressTask task, string text, WorkDone work)
    {
        task.Description = text;
        task.IsIndeterminate = work.Total is null;
        task.MaxValue = work.Total is { } total ? Math.Max(total, 1) : double.MaxValue;
        task.Value = work.Done;
    }

    private static ProgressColumn[] Columns(int width, bool isCounted, Func<double, string> rate)
    {
        List<ProgressColumn> columns = [new TaskDescriptionColumn { Alignment = Justify.Left }];
        if (width >= WidthForBar)
        {
            columns.Add(new ProgressBarColumn { Width = width / 4 });
        }

        if (isCounted)
        {
            columns.AddRange([new RateColumn(rate), new RemainingTimeColumn()]);
        }

        return [.. columns];
    }

    /// <summary>Formats a number of things a second.</summary>
    public static string Things(double speed) => string.Create(CultureInfo.InvariantCulture, $"{speed:N0}/s");

    /// <summary>Formats a number of bytes a second.</summary>
    public static string Megabytes(double speed) => string.Create(CultureInfo.InvariantCulture, $"{speed / 1_000_000:N1} MB/s");

    private sealed class RateColumn(Func<double, string> rate) : ProgressColumn
    {
        protected override bool NoWrap => true;

        public override IRenderable Render(RenderOptions options, ProgressTask task, TimeSpan deltaTime) =>
            new Text(task.Speed is { } speed ? rate(speed) : "");
    }
}
