using System.Globalization;
using System.Text;
using NewsFunctions.Archive.Api;
using NewsFunctions.Core.Summaries;

namespace NewsFunctions.Archive.Reports;

/// <summary>Draws the charts of a report. Each has a caption, and a table or list next to it has the same figures.</summary>
internal sealed class ReportCharts(HtmlWriter html)
{
    private const int Width = 1000;
    private const int BarHeight = 20;
    private const int StepHeight = 100;
    private const int CurveHeight = 240;
    private const int LineWidth = 90;
    private const int LineHeight = 20;

    /// <summary>Defines the hatching that marks links in doubt.</summary>
    public void DefineHatch()
    {
        using (html.In("svg", ("class", "patterns"), ("width", "0"), ("height", "0"), ("aria-hidden", "true")))
        using (html.In("defs"))
        using (html.In("pattern", ("id", "hatch"), ("width", "4"), ("height", "4"), ("patternUnits", "userSpaceOnUse"), ("patternTransform", "rotate(45)")))
        {
            html.Empty("rect", ("class", "hatch"), ("width", "1.6"), ("height", "4"));
        }
    }

    /// <summary>Draws all links as one bar.</summary>
    public void Bar(IReadOnlyList<(string State, long Links)> states)
    {
        double total = states.Sum(state => state.Links);
        double left = 0;
        using (html.In("svg", ("class", "bar"), ("viewBox", $"0 0 {Width} {BarHeight}"), ("preserveAspectRatio", "none"), ("aria-hidden", "true")))
        {
            foreach ((string state, long links) in states.Where(state => state.Links > 0))
            {
                double width = Width * links / total;
                Rect(state, left, width);
                left += width;
            }
        }
    }

    /// <summary>Draws the lost links by day, and above them the links in doubt.</summary>
    public void Steps(IReadOnlyList<HistoryEntry> history, string words)
    {
        double span = history[^1].Date.DayNumber - history[0].Date.DayNumber;
        double top = Math.Max(1, history.Max(day => day.Dead + day.Suspect));
        using (html.In("svg", ("class", "steps"), ("viewBox", $"0 0 {Width} {StepHeight}"), ("preserveAspectRatio", "none"), ("role", "img"), ("aria-label", words)))
        {
            html.Empty("path", ("fill", "url(#hatch)"), ("d", Area(day => day.Dead + day.Suspect)));
            html.Empty("path", ("class", "dead"), ("d", Area(day => day.Dead)));
        }

        string Area(Func<HistoryEntry, long> value) => StepArea(
            history.Select(day => (X(day.Date.DayNumber - history[0].Date.DayNumber), StepHeight - (StepHeight * value(day) / top))), Width, StepHeight);

        double X(int days) => Width * days / span;
    }

    /// <summary>Draws the last 90 days of a host as a small line. Its full height is the worst day.</summary>
    public void HostLine(IReadOnlyList<HostDay> history, DateOnly last, string words)
    {
        DateOnly first = last.AddDays(1 - HostHistory.Days);
        HostDay[] days = [.. history.Where(day => day.Date <= last)];
        if (days.Length == 0)
        {
            return;
        }

        double top = Math.Max(1, days.Max(day => day.Dead + day.Suspect));
        using (html.In("svg", ("class", "host-line"), ("viewBox", $"0 0 {LineWidth} {LineHeight}"), ("preserveAspectRatio", "none"), ("role", "img"), ("aria-label", words)))
        {
            html.Empty("path", ("fill", "url(#hatch)"), ("d", Area(day => day.Dead + day.Suspect)));
            html.Empty("path", ("class", "dead"), ("d", Area(day => day.Dead)));
        }

        string Area(Func<HostDay, long> value) => StepArea(
            days.Select(day => ((double)Math.Max(0, day.Date.DayNumber - first.DayNumber), LineHeight - (LineHeight * value(day) / top))), LineWidth, LineHeight);
    }

    /// <summary>Draws the share that is alive by age, with its band.</summary>
    public void Curve(IReadOnlyList<SurvivalPoint> points, string words)
    {
        double months = points[^1].Months;
        string line = Line(points, point => point.Alive, 'M');
        string band = Line(points, point => point.High, 'M') + Line([.. points.Reverse()], point => point.Low, 'L') + "z";
        using (html.In("svg", ("class", "curve"), ("viewBox", $"0 0 {Width} {CurveHeight}"), ("preserveAspectRatio", "none"), ("role", "img"), ("aria-label", words)))
        {
            html.Empty("path", ("class", "band"), ("d", band));
            html.Empty("path", ("class", "line"), ("d", line));
        }

        string Line(IReadOnlyList<SurvivalPoint> some, Func<SurvivalPoint, double> share, char first) => string.Concat(some.Select((point, i) => string.Create(
            CultureInfo.InvariantCulture, $"{(i == 0 ? first : 'L')}{Width * point.Months / months:0.##} {CurveHeight * (1 - share(point)):0.##}")));
    }

    private static string StepArea(IEnumerable<(double X, double Y)> steps, int width, int height)
    {
        var path = new StringBuilder();
        foreach ((double x, double y) in steps)
        {
            path.Append(path.Length == 0
                ? string.Create(CultureInfo.InvariantCulture, $"M{x:0.##} {height}V{y:0.##}")
                : string.Create(CultureInfo.InvariantCulture, $"H{x:0.##}V{y:0.##}"));
        }

        return path.Append(CultureInfo.InvariantCulture, $"H{width}V{height}z").ToString();
    }

    private void Rect(string state, double left, double width) => html.Empty(
        "rect",
        ("class", state),
        ("fill", state == "doubt" ? "url(#hatch)" : null),
        ("x", left.ToString("0.##", CultureInfo.InvariantCulture)),
        ("width", width.ToString("0.##", CultureInfo.InvariantCulture)),
        ("height", BarHeight.ToString(CultureInfo.InvariantCulture)));
}
