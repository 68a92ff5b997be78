using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace NewsFunctions.Benchmarks.Peers;

/// <summary>The parser that most people would write first: regular expressions for the text, JsonDocument for the list.
/// It reads only intact dumps.</summary>
internal sealed class ObviousParser(RegexOptions options)
{
    private readonly Regex _dateline = new(@"^[A-Z][a-z]{2} [A-Z][a-z]{2} \d{1,2}, \d{4} \d{1,2}:\d{2}:\d{2}$", options | RegexOptions.Multiline);
    private readonly Regex _block = new(@"string\((\d+)\) ""(\[.*\])""", options | RegexOptions.Singleline);
    private readonly Regex _signature = new(@"^(?=.*[\d/])[A-Z0-9]{1,6}(?:[ /-][A-Z0-9]{1,6})*$", options);
    private readonly Regex _ticks = new(@"_(\d{18})_", options);

    public ObviousArticle Parse(byte[] dump)
    {
        string text = Encoding.UTF8.GetString(dump);
        Match block = _block.Match(text);
        string body = block.Success ? text[..block.Index] : text;
        Match dateline = _dateline.Match(body);
        string[] before = Lines(body[..dateline.Index]);
        List<string> paragraphs = [.. Lines(body[(dateline.Index + dateline.Length)..])];
        string? signature = null;
        if (paragraphs.Count > 0 && _signature.IsMatch(paragraphs[^1]))
        {
            signature = paragraphs[^1];
            paragraphs.RemoveAt(paragraphs.Count - 1);
        }

        var related = new List<ObviousItem>();
        if (block.Success)
        {
            using JsonDocument list = JsonDocument.Parse(block.Groups[2].Value);
            foreach (JsonElement item in list.RootElement.EnumerateArray())
            {
                string pic = item.GetProperty("pic").GetString()!;
                Match ticks = _ticks.Match(pic);
                related.Add(new ObviousItem(
                    item.GetProperty("id").GetString()!,
                    item.GetProperty("sort").GetString()!,
                    item.GetProperty("contenttypeid").GetString()!,
                    pic,
                    item.GetProperty("title").GetString()!,
                    pic.EndsWith(".mp4", StringComparison.Ordinal) ? "video" : "image",
                    ticks.Success ? new DateTime(long.Parse(ticks.Groups[1].Value, CultureInfo.InvariantCulture)) : null));
            }
        }

        return new ObviousArticle(
            before.FirstOrDefault(),
            DateTime.ParseExact(dateline.Value, "ddd MMM d, yyyy H:mm:ss", CultureInfo.InvariantCulture),
            paragraphs,
            signature,
            related,
            block.Success ? int.Parse(block.Groups[1].Value, CultureInfo.InvariantCulture) : null,
            block.Success ? Encoding.UTF8.GetByteCount(block.Groups[2].Value) : null);
    }

    private static string[] Lines(string text) => text.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
}

internal sealed record ObviousItem(string Id, string Sort, string ContentTypeId, string Pic, string Title, string Kind, DateTime? UploadedAt);

internal sealed record ObviousArticle(
    string? Title, DateTime Date, List<string> Paragraphs, string? Signature, List<ObviousItem> Related, int? DeclaredLength, int? ActualLength);
