using System.Text;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using NewsFunctions.Dumps.Datelines;
using NewsFunctions.Html;

namespace NewsFunctions.Dumps.Pages;

/// <summary>Lays a page out in lines, as <c>innerText</c> does: block elements and <c>br</c> end lines, white space collapses, and
/// hidden content is skipped. Related blocks become separate lines and keep their white space, since PHP counted it.</summary>
internal sealed class PageLines
{
    private const int MinDatelineLength = 10;
    private const int MaxDatelineLength = 80;

    private static readonly HashSet<string> Unseen =
    [
        "script", "style", "template", "head", "title", "iframe", "object", "embed", "applet", "svg", "math", "canvas",
        "audio", "video", "select", "button", "input", "datalist", "noembed", "noframes", "noscript", "textarea",
    ];

    private static readonly HashSet<string> Inline =
    [
        "a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn", "em", "font", "i", "img", "ins", "kbd",
        "label", "mark", "nobr", "q", "rp", "rt", "ruby", "s", "samp", "small", "span", "strike", "strong", "sub", "sup", "time", "tt",
        "u", "var", "wbr",
    ];

    private readonly List<PageRun> _runs = [];
    private PageRun _run;

    private PageLines(IElement body) => _run = new PageRun(body, false);

    public static List<PageLine> Of(IElement body)
    {
        var lines = new PageLines(body);
        lines.Walk(body, new Place(body, InLink: false, Preserved: false, Hidden: false));
        lines.EndRun(body, false);
        return PageRun.ToLines(lines._runs);
    }

    private void Walk(INode node, Place place)
    {
        foreach (INode child in node.ChildNodes)
        {
            switch (child)
            {
                case IText text:
                    AddText(text.Data, place);
                    break;
                case IElement { LocalName: "br" }:
                    _run.Break();
                    break;
                case IElement element:
                    WalkElement(element, place);
                    break;
                default:
                    break;
            }
        }
    }

    private void WalkElement(IElement element, Place outer)
    {
        string name = element.LocalName;
        bool hidden = outer.Hidden || Unseen.Contains(name) || IsHidden(element);
        if (name is "script" or "style" or "head" or "title")
        {
            return;
        }

        bool inline = Inline.Contains(name) || (name.Contains('-', StringComparison.Ordinal) && !hidden);
        var place = new Place(
            inline ? outer.Element : element,
            outer.InLink || name == "a",
            outer.Preserved || name is "pre" or "xmp" or "listing" or "plaintext" or "textarea",
            hidden);
        INode content = element is IHtmlTemplateElement template ? template.Content : element;
        if (hidden && !outer.Hidden)
        {
            // Hidden content takes no space in the line around it.
            PageRun around = _run;
            _run = new PageRun(element, hidden: true);
            Walk(content, place);
            EndRun(element, hidden: true);
            _run = around;
        }
        else if (inline)
        {
            Walk(content, place);
        }
        else
        {
            EndRun(element, hidden);
            Walk(content, place);
            EndRun(outer.Element, hidden);
        }
    }

    private void AddText(string text, Place place)
    {
        // A date next to other text on a line (a number, a label) is a dateline if it has an element of its own.
        ReadOnlySpan<char> trimmed = text.AsSpan().Trim();
        bool dateline = trimmed.Length is >= MinDatelineLength and <= MaxDatelineLength && !place.InLink
            && Dateline.HasShape(Encoding.UTF8.GetBytes(PageRun.Collapse(trimmed)));
        if (dateline)
        {
            _run.Break();
        }

        _run.Add(text, place.InLink, place.Preserved);
        if (dateline)
        {
            _run.Break();
        }
    }

    private void EndRun(IElement element, bool hidden)
    {
        if (!_run.IsEmpty)
        {
            _runs.Add(_run);
        }

        _run = new PageRun(element, hidden);
    }

    private static bool IsHidden(IElement element)
    {
        if (element.HasAttribute("hidden"))
        {
            return true;
        }

        string style = element.GetAttribute("style") ?? "";
        return style.Contains("none", StringComparison.OrdinalIgnoreCase) && style.Replace(" ", "", StringComparison.Ordinal)
            .Contains("display:none", StringComparison.OrdinalIgnoreCase);
    }

    private readonly record struct Place(IElement Element, bool InLink, bool Preserved, bool Hidden);
}
