using System.Net.Http.Headers;
using System.Text;

namespace NewsFunctions.Links.Http;

/// <summary>Headers of responses. The handler reads them as Latin-1, one character a byte, so that no byte is lost; most mean UTF-8.</summary>
internal static class ResponseHeaders
{
    /// <summary>The value as <see cref="TextOf(HeaderStringValues)"/> has it; null where the header was not sent.</summary>
    public static string? TextOf(HttpResponseMessage response, string name) => TryGet(response, name, out HeaderStringValues values) ? TextOf(values) : null;

    /// <summary>The value as UTF-8. Lines that are equal are one, for servers send headers twice by mistake; others are joined by commas.</summary>
    public static string TextOf(HeaderStringValues values)
    {
        string text = values.Count > 1 ? string.Join(", ", values.Distinct(StringComparer.Ordinal)) : values.ToString();
        return Ascii.IsValid(text) ? text : Encoding.UTF8.GetString(Encoding.Latin1.GetBytes(text));
    }

    public static bool TryGet(HttpResponseMessage response, string name, out HeaderStringValues values) =>
        response.Headers.NonValidated.TryGetValues(name, out values) || response.Content.Headers.NonValidated.TryGetValues(name, out values);
}
