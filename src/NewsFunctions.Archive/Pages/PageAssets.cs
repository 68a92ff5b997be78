using System.Text;
using Microsoft.AspNetCore.Http;
using NewsFunctions.Archive.Api;
using NewsFunctions.Archive.Http;
using NewsFunctions.Page;

namespace NewsFunctions.Archive.Pages;

/// <summary>Serves scripts, styles and icons under names that change with their content, and puts these names into documents.</summary>
public sealed class PageAssets
{
    private readonly Dictionary<string, PageFile> _byHashedName;
    private readonly IReadOnlyList<(string Name, PageFile File)> _files;

    public PageAssets()
    {
        _files = [.. PageFiles.Assets.Select(name => (name, new PageFile(name, PageFiles.Read(name))))];
        _byHashedName = _files.ToDictionary(asset => asset.File.HashedName, asset => asset.File, StringComparer.Ordinal);
    }

    /// <param name="path">The name after <c>/assets/</c>.</param>
    public IResult Answer(string? path, HttpRequest request) => _byHashedName.TryGetValue(path ?? "", out PageFile? file)
        ? file.Answer(request, [new("Cache-Control", "public, max-age=31536000, immutable")])
        : Answers.Problem(Problems.NotFound($"The page has no file '{path}'. An update may have replaced it: load /dashboard again."));

    /// <summary>Reads a document that refers to assets by <c>{{name}}</c>.</summary>
    internal PageFile ReadDocument(string name) => new(name, Encoding.UTF8.GetBytes(_files.Aggregate(
        Encoding.UTF8.GetString(PageFiles.Read(name)),
        (text, asset) => text.Replace($"{{{{{asset.Name}}}}}", asset.File.HashedName, StringComparison.Ordinal))));
}
