using Microsoft.OpenApi;
using NewsFunctions.Archive.Http.Requests;
using NewsFunctions.Core.Ids;

namespace NewsFunctions.Tests.OpenApi;

/// <summary>Describes the parameters. Their accepted values come from the request readers.</summary>
internal static class ApiParameters
{
    private const string Hash16 = "^[0-9a-f]{16}$";

    private static readonly Dictionary<string, string> Meanings = new()
    {
        ["site"] = "The site; all sites without it.",
        ["from"] = "The earliest time, inclusive: a date (midnight UTC) or a date-time.",
        ["to"] = "The latest time, exclusive: a date (midnight UTC) or a date-time.",
        ["mediaState"] = "How the media of the article are.",
        ["kind"] = "The kind of the link.",
        ["state"] = "What all checks add up to.",
        ["verdict"] = "What the last check saw.",
        ["host"] = "A host name, with a port where only that one is meant: a location of the link lies there.",
        ["checkedFrom"] = "The earliest time of the last check, inclusive.",
        ["checkedTo"] = "The latest time of the last check, exclusive.",
        ["what"] = "What happened.",
        ["status"] = "What became of the dump.",
        ["name"] = "The name of the dump; `*` at its end matches any ending.",
        ["version"] = "The content hash of the version; the current one without it.",
        ["dump"] = "The id of a dump that has the text; the newest that is still there without it.",
        ["limit"] = "The most items of one page.",
        ["continuation"] = "The `continuation` of the page before; only with the same filters.",
        ["dryRun"] = "Whether nothing is removed, only counted.",
        ["rewrite"] = "Whether to blank the article in dumps of plain text that have other articles, too.",
        ["born"] = "The year in which the links were born.",
        ["hostDeaths"] = "Whether links count as dead that died with their host; otherwise they count as alive until then.",
        ["links"] = "The links as SITE/LINKID, with commas between them.",
        ["date"] = "The day (UTC) at whose end the archive is described; as it is now without it.",
        ["q"] = "Words that the title or text must have, all of them; words in quotes one after the other.",
        ["bom"] = "Whether the file begins with a byte order mark, as Excel needs.",
    };

    private static readonly Dictionary<string, (string Meaning, string Pattern, string Example)> Paths = new()
    {
        ["site"] = ("The site.", SiteName.Pattern, "samples"),
        ["id"] = ("The article's id.", "^[A-Za-z0-9._-]{1,64}$", "900429"),
        ["linkId"] = ("The link's id.", "^(p[A-Za-z0-9._-]{1,64}|[ivo](\\d{4}-\\d{2}|x[0-9a-f]{2})-[0-9a-f]{16})$", "p900405"),
        ["contentHash"] = ("The hash of the version.", Hash16, "0123456789abcdef"),
        ["dumpId"] = ("The dump's id.", "^\\d{14}-[0-9a-f]{16}$", "20261123190000-0123456789abcdef"),
        ["sha256"] = ("The hash of the copy.", "^[0-9a-f]{64}$", "2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824"),
    };

    public static OpenApiParameter InPath(string name)
    {
        (string meaning, string pattern, string example) = Paths[name];
        return new OpenApiParameter
        {
            Name = name,
            In = ParameterLocation.Path,
            Required = true,
            Description = meaning,
            Schema = new OpenApiSchema { Type = JsonSchemaType.String, Pattern = pattern },
            Example = example,
        };
    }

    public static OpenApiParameter InQuery(QueryParameter parameter, object? example) => new()
    {
        Name = parameter.Name,
        In = ParameterLocation.Query,
        Required = parameter.IsRequired,
        Description = Meanings[parameter.Name],
        Schema = new OpenApiSchema
        {
            Type = parameter.Type switch
            {
                QueryParameterType.Number => JsonSchemaType.Integer,
                QueryParameterType.Flag => JsonSchemaType.Boolean,
                _ => JsonSchemaType.String,
            },
            // There is no format, because a date is accepted as well as a date-time.
            Pattern = parameter.Type == QueryParameterType.Time ? "^\\d{4}-\\d{2}-\\d{2}(T.+)?$" : parameter.Pattern,
            MinLength = parameter is { Type: QueryParameterType.Text, Choices: null, Pattern: null } ? 1 : null,
            Minimum = parameter.Minimum?.ToString(System.Globalization.CultureInfo.InvariantCulture),
            Maximum = parameter.Maximum?.ToString(System.Globalization.CultureInfo.InvariantCulture),
            Default = parameter.Default switch { int number => number, bool flag => flag, _ => null },
            Enum = parameter.Choices is { } choices ? [.. choices.Select(choice => (System.Text.Json.Nodes.JsonNode)choice)] : null,
        },
        Example = example switch { null => null, int number => number, _ => $"{example}" },
    };
}
