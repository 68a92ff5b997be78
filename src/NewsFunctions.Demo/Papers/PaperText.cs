using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using NewsFunctions.Demo.Scenario;

namespace NewsFunctions.Demo.Papers;

/// <summary>Writes an article in a crawler's format: text, then the <c>var_dump</c> of its related list.</summary>
internal static class PaperText
{
    public static string Write(PaperArticle article, Language language, int number)
    {
        string list = List(article, number);
        StringBuilder text = new StringBuilder()
            .Append(article.Title).Append('\n').Append(article.Title).Append("\n\n")
            .Append(Datelines.Write(language, article.Published)).Append('\n');
        for (int i = 0; i < article.Paragraphs.Count; i++)
        {
            text.Append(article.Paragraphs[i]).Append('\n');
            text.Append(i == 0 ? $"{article.Section}\n" : "");
        }

        return text
            .Append(CultureInfo.InvariantCulture, $"N/D {(number % 90) + 10}\n")
            .Append(CultureInfo.InvariantCulture, $"string({Encoding.UTF8.GetByteCount(list) + article.LostBytes}) \"{list}\"\n")
            .ToString();
    }

    private static string List(PaperArticle article, int number)
    {
        IEnumerable<string> items = article.Items.Select((item, i) => string.Create(
            CultureInfo.InvariantCulture,
            $$"""{"id":"{{item.Id}}","sort":"{{(number * 100) + i}}","contenttypeid":"21","pic":{{Json(item.Pic)}},"title":{{Json(item.Title)}}}"""));
        return $"[{string.Join(" ,", items)} ]";
    }

    private static string Json(string text) => $"\"{JsonEncodedText.Encode(text, JavaScriptEncoder.UnsafeRelaxedJsonEscaping)}\"";
}
