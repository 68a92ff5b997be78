using System.Net;
using System.Net.Http.Headers;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using NewsFunctions.Archive.Api;
using NewsFunctions.Archive.Exports;

namespace NewsFunctions.Cli.Reading;

/// <summary>Calls the API of an archive. Redirects are not followed: the key must not reach another server.</summary>
internal sealed class ApiClient : IDisposable
{
    /// <summary>Reads the JSON that the archive writes; members that a newer archive adds are ignored.</summary>
    public static readonly ApiJson Json = new(new JsonSerializerOptions(ApiJson.Web.Options) { UnmappedMemberHandling = JsonUnmappedMemberHandling.Skip });

    /// <summary>Reads exported rows, also those of a newer archive.</summary>
    public static readonly ExportRowsJson Rows = new(new JsonSerializerOptions(ExportRowsJson.Web.Options) { UnmappedMemberHandling = JsonUnmappedMemberHandling.Skip });

    private readonly HttpClient _http;

    /// <param name="address">The address, which ends with a slash.</param>
    public ApiClient(Uri address, string? key)
        : this(address, key, new SocketsHttpHandler { AllowAutoRedirect = false, AutomaticDecompression = DecompressionMethods.GZip | DecompressionMethods.Brotli })
    {
    }

    internal ApiClient(Uri address, string? key, HttpMessageHandler handler)
    {
        if (key is not null && !key.All(c => c is > ' ' and <= '~'))
        {
            throw new ApiException($"the key has characters that no key has; look at --key or {ReadingOptions.KeyVariable}");
        }

        _http = new HttpClient(handler) { BaseAddress = address };
        _http.DefaultRequestHeaders.UserAgent.Add(new ProductInfoHeaderValue("news", Version()));
        if (key is not null)
        {
            _http.DefaultRequestHeaders.Add(KeyHeader.Name, key);
        }
    }

    /// <summary>Gets one JSON value.</summary>
    /// <exception cref="ApiException">There was no answer, or it is not from an archive.</exception>
    /// <exception cref="ApiProblemException">The archive answered with a problem.</exception>
    public async Task<T> GetAsync<T>(ApiPath path, JsonTypeInfo<T> type, CancellationToken cancellationToken)
    {
        using HttpResponseMessage answer = await OpenAsync(path, "application/json", cancellationToken);
        try
        {
            await using Stream body = await answer.Content.ReadAsStreamAsync(cancellationToken);
            return await JsonSerializer.DeserializeAsync(body, type, cancellationToken) ?? throw Foreign(path, "null");
        }
        catch (JsonException e)
        {
            throw Foreign(path, $"JSON that this version does not know ({e.Path})", e);
        }
        catch (Exception e) when (ApiFailures.IsBroken(e, cancellationToken))
        {
            throw ApiFailures.Broken(_http.BaseAddress!, e);
        }
    }

    /// <summary>Does what <see cref="GetAsync"/> does; returns null if the archive says that there is no such thing.</summary>
    public async Task<T?> FindAsync<T>(ApiPath path, JsonTypeInfo<T> type, CancellationToken cancellationToken)
        where T : class
    {
        try
        {
            return await GetAsync(path, type, cancellationToken);
        }
        catch (ApiProblemException e) when (e.Status is HttpStatusCode.NotFound or HttpStatusCode.Gone)
        {
            return null;
        }
    }

    /// <summary>Opens a body as a stream. Its reads throw <see cref="ApiException"/> if it breaks off.</summary>
    public async Task<Stream> OpenStreamAsync(ApiPath path, string mediaType, CancellationToken cancellationToken)
    {
        HttpResponseMessage answer = await OpenAsync(path, mediaType, cancellationToken);
        return new ApiBody(await answer.Content.ReadAsStreamAsync(cancellationToken), answer, _http.BaseAddress!);
    }

    public void Dispose() => _http.Dispose();

    private async Task<HttpResponseMessage> OpenAsync(ApiPath path, string mediaType, CancellationToken cancellationToken)
    {
        HttpResponseMessage answer;
        try
        {
            answer = await _http.GetAsync(new Uri(path.ToString(), UriKind.Relative), HttpCompletionOption.ResponseHeadersRead, cancellationToken);
        }
        catch (Exception e) when (ApiFailures.IsBroken(e, cancellationToken))
        {
            throw ApiFailures.NoAnswer(_http.BaseAddress!, e);
        }

        try
        {
            string? given = answer.Content.Headers.ContentType?.MediaType;
            return answer.StatusCode == HttpStatusCode.OK && given == mediaType ? answer
                : answer.StatusCode == HttpStatusCode.OK ? throw Foreign(path, given ?? "a body without a type")
                : throw await ApiFailures.OfAsync(_http.BaseAddress!, path, answer, cancellationToken);
        }
        catch
        {
            answer.Dispose();
            throw;
        }
    }

    private ApiException Foreign(ApiPath path, string what, Exception? cause = null) => ApiFailures.Foreign(_http.BaseAddress!, path, what, cause);

    private static string Version() => typeof(ApiClient).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion.Split('+')[0];
}
