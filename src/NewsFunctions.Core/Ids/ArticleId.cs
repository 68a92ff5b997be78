using System.Buffers;
using System.Diagnostics.CodeAnalysis;

namespace NewsFunctions.Core.Ids;

/// <summary>Represents the id of an article on its site: the publisher's (<c>1797706</c>), or, if that is unknown, a text id computed from
/// the content (<c>20160311-0123456789abcdef</c>).</summary>
/// <remarks>It has 1 to 64 characters of <c>[A-Za-z0-9._-]</c>, so it needs no escaping in a table key or a URL.</remarks>
public readonly record struct ArticleId
{
    public const int MaxLength = 64;

    private static readonly SearchValues<char> Legal = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._-");

    private ArticleId(string value) => Value = value;

    public string Value { get; }

    /// <summary>Says whether the id has the form of a text id, for which the publisher has no page.</summary>
    public bool IsTextId =>
        (Value.Length == 25 && Value[8] == '-' && Value.Take(8).All(char.IsAsciiDigit) && EndsInHash(9))
        || (Value.Length == 24 && Value.StartsWith("undated-", StringComparison.Ordinal) && EndsInHash(8));

    public static bool TryParse([NotNullWhen(true)] string? text, out ArticleId id)
    {
        id = default;
        if (text is not { Length: > 0 and <= MaxLength } || text.AsSpan().ContainsAnyExcept(Legal))
        {
            return false;
        }

        id = new ArticleId(text);
        return true;
    }

    /// <exception cref="FormatException">The text is not an article id.</exception>
    public static ArticleId Parse(string text) => TryParse(text, out ArticleId id)
        ? id
        : throw new FormatException($"'{text}' is not an article id: 1 to {MaxLength} characters of A-Z, a-z, 0-9, '.', '_', '-'.");

    public override string ToString() => Value;

    private bool EndsInHash(int start) => Value.Skip(start).All(char.IsAsciiHexDigitLower);
}
