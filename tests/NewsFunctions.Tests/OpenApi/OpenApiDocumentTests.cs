using Microsoft.OpenApi;
using Microsoft.OpenApi.Reader;

namespace NewsFunctions.Tests.OpenApi;

/// <summary>Tests the committed OpenAPI document, which the app serves. <c>NEWS_REWRITE_GOLDENS=1</c> rewrites it,
/// except in CI.</summary>
public sealed class OpenApiDocumentTests
{
    private static readonly string Path = Repository.PathOf("docs", "openapi.json");

    [Fact]
    public async Task Committed_document_matches_the_code()
    {
        string built = await OpenApiBuilder.Build().SerializeAsJsonAsync(OpenApiSpecVersion.OpenApi3_1, TestContext.Current.CancellationToken);
        built = built.ReplaceLineEndings("\n").TrimEnd() + "\n";
        if (Environment.GetEnvironmentVariable("NEWS_REWRITE_GOLDENS") == "1")
        {
            Assert.True(string.IsNullOrEmpty(Environment.GetEnvironmentVariable("CI")), "Goldens are not rewritten in CI.");
            await File.WriteAllTextAsync(Path, built, TestContext.Current.CancellationToken);
        }

        Assert.Equal((await File.ReadAllTextAsync(Path, TestContext.Current.CancellationToken)).ReplaceLineEndings("\n"), built);
    }

    [Fact]
    public async Task Committed_document_is_valid_OpenAPI()
    {
        await using FileStream file = File.OpenRead(Path);
        ReadResult read = await OpenApiDocument.LoadAsync(file, "json", new OpenApiReaderSettings(), TestContext.Current.CancellationToken);

        Assert.Equal(OpenApiSpecVersion.OpenApi3_1, read.Diagnostic!.SpecificationVersion);
        Assert.Empty(read.Diagnostic.Errors.Select(error => $"{error.Pointer}: {error.Message}"));
        Assert.Empty(read.Diagnostic.Warnings.Select(warning => $"{warning.Pointer}: {warning.Message}"));
    }

    [Fact]
    public void Every_function_of_the_API_has_an_operation() => Assert.Equal(
        ApiFunction.ReadAll().Select(function => function.Name).Order(StringComparer.Ordinal),
        ApiOperations.All.Select(operation => operation.Function).Order(StringComparer.Ordinal));
}
