using System.Globalization;
using System.Text;

namespace NewsFunctions.IntegrationTests;

/// <summary>Writes dumps in the format of docs/dump-format.md.</summary>
internal static class DumpText
{
    /// <param name="related">Ids of related articles. The picture of each item is
    /// <c>/2016/03/07/pic_{id}.jpg</c>.</param>
    public static string Of(string dateline, string paragraph, params int[] related)
    {
        if (related.Length == 0)
        {
            return $"{dateline}\n{paragraph}\n";
        }

        string items = string.Join(" ,", related.Select((id, index) => string.Create(
            CultureInfo.InvariantCulture,
            $$"""{"id":"{{id}}","sort":"{{index + 1}}","contenttypeid":"21","pic":"{{Picture(id)}}","title":"Item {{id}}"}""")));
        string json = $"[{items} ]";
        return $"{dateline}\n{paragraph}\nstring({Encoding.UTF8.GetByteCount(json)}) \"{json}\"\n";
    }

    public static string Picture(int id) => string.Create(CultureInfo.InvariantCulture, $"/2016/03/07/pic_{id}.jpg");
}
