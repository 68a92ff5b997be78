using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;
using NewsFunctions.Sites;

namespace NewsFunctions.Http.Requests;

/// <summary>Reads the parameters of a query and collects everything that is wrong with them, so that one answer names it all.</summary>
internal sealed class QueryReader
{
    public const int DefaultLimit = 50;
    public const int MaxLimit = 1000;

    /// <summary>Function keys may come in the query; they are the host's.</summary>
    private static readonly string[] HostParameters = ["code", "clientId"];

    private readonly IQueryCollection _query;
    private readonly RequestErrors _errors = new();

    /// <param name="known">The parameters of the call. Others are refused: a filter that is silently ignored lies about its result.</param>
    public QueryReader(IQueryCollection query, params IReadOnlyList<string> known)
    {
        _query = query;
        foreach (string name in query.Keys.Where(name => !Contains(known, name) && !Contains(HostParameters, name)))
        {
            string legal = known.Count == 0 ? "This call has none." : $"This call knows {string.Join(", ", known)}.";
            _errors.Add(name, $"There is no parameter '{name}' (yet). {legal}");
        }
    }

    /// <summary>Null when nothing was wrong.</summary>
    public Problem? Problem => _errors.Problem;

    public string? Text(string name)
    {
        StringValues values = _query[name];
        if (values.Count > 1)
        {
            _errors.Add(name, $"'{name}' may be given once.");
            return null;
        }

        string? value = values.Count == 0 ? null : values[0];
        if (value is { Length: 0 })
        {
            _errors.Add(name, $"'{name}' is empty. Leave it out or give a value.");
            return null;
        }

        return value;
    }

    public string? Required(string name)
    {
        string? value = Text(name);
        if (!_query.ContainsKey(name))
        {
            _errors.Add(name, $"'{name}' is missing.");
        }

        return value;
    }

    public string? Site()
    {
        string? site = Text("site");
        if (site is not null && !SiteName.IsLegal(site))
        {
            _errors.Add("site", $"A site has {SiteName.Rule}.");
        }

        return site;
    }

    public int Limit()
    {
        string? text = Text("limit");
        if (text is null)
        {
            return DefaultLimit;
        }

        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int limit) && limit is >= 1 and <= MaxLimit)
        {
            return limit;
        }

        _errors.Add("limit", $"'limit' is a number from 1 to {MaxLimit}; {DefaultLimit} without it.");
        return DefaultLimit;
    }

    public DateTimeOffset? Time(string name)
    {
        string? text = Text(name);
        if (text is null)
        {
            return null;
        }

        if (IsoTimes.TryParse(text, out DateTimeOffset time))
        {
            return time;
        }

        _errors.Add(name, $"'{name}' is {IsoTimes.Rule}");
        return null;
    }

    public TEnum? Choice<TEnum>(string name, Func<TEnum, string> spelling)
        where TEnum : struct, Enum
    {
        string? text = Text(name);
        if (text is null)
        {
            return null;
        }

        TEnum[] values = Enum.GetValues<TEnum>();
        foreach (TEnum value in values.Where(value => string.Equals(spelling(value), text, StringComparison.OrdinalIgnoreCase)))
        {
            return value;
        }

        _errors.Add(name, $"'{name}' is one of {string.Join(", ", values.Select(spelling))}.");
        return null;
    }

    public void Check(bool holds, string name, string message)
    {
        if (!holds)
        {
            _errors.Add(name, message);
        }
    }

    private static bool Contains(IReadOnlyList<string> names, string name) => names.Contains(name, StringComparer.OrdinalIgnoreCase);
}
