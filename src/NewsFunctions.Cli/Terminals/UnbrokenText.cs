using Spectre.Console.Rendering;

namespace NewsFunctions.Cli.Terminals;

/// <summary>One line that is not broken, however narrow the terminal is: it goes on in the terminal's next line, and is copied as a whole.</summary>
internal sealed class UnbrokenText(string text) : IRenderable
{
    public Measurement Measure(RenderOptions options, int maxWidth) => new(Math.Min(new Segment(text).CellCount(), maxWidth), maxWidth);

    public IEnumerable<Segment> Render(RenderOptions options, int maxWidth) => [new Segment(text), Segment.LineBreak];
}
