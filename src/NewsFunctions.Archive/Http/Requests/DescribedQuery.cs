using Microsoft.AspNetCore.Http;

namespace NewsFunctions.Archive.Http.Requests;

/// <summary>Collects what a request reader accepts, as an empty query. The OpenAPI document is made from it, so the document
/// and the readers always agree.</summary>
internal sealed class DescribedQuery : QueryCollection
{
    private readonly List<QueryParameter> _parameters = [];

    public IReadOnlyList<QueryParameter> Parameters => _parameters;

    /// <summary>Adds a parameter, or replaces its earlier description.</summary>
    public void Add(QueryParameter parameter)
    {
        _parameters.RemoveAll(known => known.Name == parameter.Name);
        _parameters.Add(parameter);
    }
}
