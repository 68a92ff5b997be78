using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;
using NewsFunctions.Archive.Api;
using NewsFunctions.Core.Ids;
using NewsFunctions.Storage.Words;

namespace NewsFunctions.Archive.Http.Requests;

/// <summary>Reads the parameters of a query and collects all errors, so that one answer names them all.</summary>
internal sealed class QueryReader
{
    public const int DefaultLimit = 50;
    public const int MaxLimit = 1000;

    /// <summary>Limits dates: an earlier year, or one after <see cref="MaxYear"/>, is invalid.</summary>
    public const int MinYear = 1900;

    /// <inheritdoc cref="MinYear"/>
    public const int MaxYear = 2100;

    private readonly IQueryCollection _query;
    private readonly DescribedQuery? _description;
    private readonly IReadOnlyList<string> _known;
    private readonly RequestErrors _errors = new();

    /// <param name="known">The parameters of the call. Others are refused: silently ignoring a filter would give a wrong result.</param>
    public QueryReader(IQueryCollection query, params IReadOnlyList<string> known)
    {
        _query = query;
        _description = query as DescribedQuery;
        _known = known;
        foreach (string name in query.Keys.Where(name => !Contains(known, name)))
        {
            string legal = known.Count == 0 ? "This call has none." : $"This call knows {string.Join(", ", known)}.";
            _errors.Add(name, $"There is no parameter '{name}' (yet). {legal}");
        }
    }

    /// <summary>Gets the problem; null if there are no errors.</summary>
    public Problem? Problem => _errors.Problem;

    public string? Text(string name)
    {
        Describe(new QueryParameter(name));
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
        Describe(new QueryParameter(name) { IsRequired = true });
        if (!_query.ContainsKey(name))
        {
            _errors.Add(name, $"'{name}' is missing.");
        }

        return value;
    }

    public string? Site()
    {
        string? site = Text("site");
        Describe(new QueryParameter("site") { Pattern = SiteName.Pattern });
        if (site is not null && !SiteName.IsLegal(site))
        {
            _errors.Add("site", $"A site has {SiteName.Rule}.");
        }

        return site;
    }

    public SearchQuery? Search(string name)
    {
        string? text = Text(name);
        SearchQuery? query = null;
        if (text is not null && !SearchQuery.TryParse(text, out query, out string? problem))
        {
            _errors.Add(name, $"'{name}' {problem}");
        }

        return query;
    }

    public int Limit()
    {
        string? text = Text("limit");
        Describe(new QueryParameter("limit") { Type = QueryParameterType.Number, Minimum = 1, Maximum = MaxLimit, Default = DefaultLimit });
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
        Describe(new QueryParameter(name) { Type = QueryParameterType.Time });
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

    /// <param name="isLegal">Selects the values that the call accepts; null accepts all.</param>
    public TEnum? Choice<TEnum>(string name, Func<TEnum, string> spelling, Func<TEnum, bool>? isLegal = null)
        where TEnum : struct, Enum
    {
        string? text = Text(name);
        TEnum[] values = [.. Enum.GetValues<TEnum>().Where(value => isLegal?.Invoke(value) ?? true)];
        Describe(new QueryParameter(name) { Choices = [.. values.Select(spelling)] });
        if (text is null)
        {
            return null;
        }

        foreach (TEnum value in values.Where(value => string.Equals(spelling(value), text, StringComparison.OrdinalIgnoreCase)))
        {
            return value;
        }

        _errors.Add(name, $"'{name}' is one of {string.Join(", ", values.Select(spelling))}.");
        return null;
    }

    public int? Year(string name)
    {
        string? text = Text(name);
        Describe(new QueryParameter(name) { Type = QueryParameterType.Number, Minimum = MinYear, Maximum = MaxYear });
        if (text is null)
        {
            return null;
        }

        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int year) && year is >= MinYear and <= MaxYear)
        {
            return year;
        }

        _errors.Add(name, $"'{name}' is a year from {MinYear} to {MaxYear}.");
        return null;
    }

    /// <param name="fallback">The value if the query has none.</param>
    public bool Flag(string name, bool fallback)
    {
        string? text = Text(name);
        Describe(new QueryParameter(name) { Type = QueryParameterType.Flag, Default = fallback });
        Check(text is null or "true" or "false", name, $"'{name}' is true or false; {(fallback ? "true" : "false")} without it.");
        return text is null ? fallback : text == "true";
    }

    public void Check(bool holds, string name, string message)
    {
        if (!holds)
        {
            _errors.Add(name, message);
        }
    }

    /// <summary>Describes a parameter. Shared parameters are read for all calls; the result is null if a call does not have them.</summary>
    private void Describe(QueryParameter parameter)
    {
        if (Contains(_known, parameter.Name))
        {
            _description?.Add(parameter);
        }
    }

    private static bool Contains(IReadOnlyList<string> names, string name) => names.Contains(name, StringComparer.OrdinalIgnoreCase);
}
