using Spectre.Console.Rendering;

namespace NewsFunctions.Cli.Terminals;

/// <summary>Shows one line unbroken on any terminal: it goes on in the terminal's next line, and is copied as a whole.</summary>
internal sealed class UnbrokenText(string text) : IRenderable
{
    public Measurement Measure(RenderOptions options, int maxWidth) => new(Math.Min(new Segment(text).CellCount(), maxWidth), maxWidth);

    public IEnumerable<Segment> Render(RenderOptions options, int maxWidth) => [new Segment(text), Segment.LineBreak];
}
