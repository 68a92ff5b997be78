using System.Text;
using NewsFunctions.Dumps.Datelines;
using NewsFunctions.Html;

namespace NewsFunctions.Dumps.Pages;

/// <summary>Finds the dateline in a line of a page, where a label may precede it and other text may surround it.</summary>
internal static class PageDateline
{
    private const int MaxLineLength = 160;
    private const int MaxLabelLength = 30;

    private static readonly char[] Dividers = ['|', '\u2022', '\u00b7', '\u00bb', '\u00ab'];

    /// <returns>The dateline as a separate line; null if there is none.</returns>
    public static string? Of(PageLine line)
    {
        if (line.IsBlock || line.IsMostlyLink || line.Text.Length > MaxLineLength)
        {
            return null;
        }

        if (HasShape(line.Text))
        {
            return line.Text;
        }

        foreach (string part in line.Text.Split(Dividers, StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            if (HasShape(part))
            {
                return part;
            }

            int label = part.IndexOf(": ", StringComparison.Ordinal);
            if (label is > 0 and <= MaxLabelLength && !part.AsSpan(0, label).ContainsAnyInRange('0', '9') && HasShape(part[(label + 2)..].Trim()))
            {
                return part[(label + 2)..].Trim();
            }
        }

        return null;
    }

    private static bool HasShape(string text) => Dateline.HasShape(Encoding.UTF8.GetBytes(text));
}
