using System.Globalization;
using System.Text;

namespace NewsFunctions.Cli.Reading;

/// <summary>Builds the path and query of a call, without a slash in front. Values that are null are left out.</summary>
internal sealed class ApiPath
{
    private readonly StringBuilder _text = new("api");
    private char _separator = '?';

    /// <param name="segments">The segments. Each is escaped, so that an id cannot lead to another call.</param>
    public ApiPath(params ReadOnlySpan<string> segments)
    {
        foreach (string segment in segments)
        {
            _text.Append('/').Append(Uri.EscapeDataString(segment));
        }
    }

    public ApiPath With(string name, string? value)
    {
        if (value is not null)
        {
            _text.Append(_separator).Append(name).Append('=').Append(Uri.EscapeDataString(value));
            _separator = '&';
        }

        return this;
    }

    public ApiPath With(string name, int? value) => With(name, value?.ToString(CultureInfo.InvariantCulture));

    public ApiPath With(string name, DateTimeOffset? value) => With(name, Text(value));

    public ApiPath Page(int limit, string? continuation) => With("limit", limit).With("continuation", continuation);

    public static string? Text(DateTimeOffset? time) => time?.ToString("O", CultureInfo.InvariantCulture);

    public override string ToString() => _text.ToString();
}
