using System.Net.Http.Headers;
using System.Text;

namespace NewsFunctions.Links.Http;

/// <summary>Reads response headers. The handler decodes them as Latin-1, one character per byte, so that no byte is lost; most are UTF-8.</summary>
internal static class ResponseHeaders
{
    /// <summary>Returns the value as <see cref="TextOf(HeaderStringValues)"/> decodes it, or null if the header was not sent.</summary>
    public static string? TextOf(HttpResponseMessage response, string name) => TryGet(response, name, out HeaderStringValues values) ? TextOf(values) : null;

    /// <summary>Decodes the value as UTF-8. Equal lines become one, because servers repeat headers by mistake; others are joined by commas.</summary>
    public static string TextOf(HeaderStringValues values)
    {
        string text = values.Count > 1 ? string.Join(", ", values.Distinct(StringComparer.Ordinal)) : values.ToString();
        return Ascii.IsValid(text) ? text : Encoding.UTF8.GetString(Encoding.Latin1.GetBytes(text));
    }

    public static bool TryGet(HttpResponseMessage response, string name, out HeaderStringValues values) =>
        response.Headers.NonValidated.TryGetValues(name, out values) || response.Content.Headers.NonValidated.TryGetValues(name, out values);
}
