using System.Net;
using System.Security.Cryptography;
using Microsoft.Extensions.Options;
using NewsFunctions.Core.Captures;
using NewsFunctions.Core.Facts;
using NewsFunctions.Core.Ids;
using NewsFunctions.Links.Hosts;
using NewsFunctions.Links.Http;
using NewsFunctions.Links.Media;
using NewsFunctions.Links.Pages;
using NewsFunctions.Links.Rules;

namespace NewsFunctions.Links.Captures;

/// <summary>Downloads one file to a stream. It is guarded and paced like a check, bounded in bytes and time, and its type is detected from the
/// bytes. No server response makes it throw. Safe for concurrent use.</summary>
public sealed class MediaDownload : IDisposable
{
    private const int Window = 64 * 1024;

    private readonly AddressGuard _guard;
    private readonly HostPacer _pacer;
    private readonly FetchOptions _fetchOptions;
    private readonly HostOptions _hostOptions;
    private readonly CaptureOptions _options;
    private readonly TimeProvider _time;
    private readonly GuardedConnector _connector;
    private readonly HttpMessageInvoker _http;

    public MediaDownload(
        AddressGuard guard,
        HostPacer pacer,
        IOptions<FetchOptions> fetchOptions,
        IOptions<HostOptions> hostOptions,
        IOptions<CaptureOptions> options,
        TimeProvider time)
    {
        _guard = guard;
        _pacer = pacer;
        _fetchOptions = fetchOptions.Value;
        _hostOptions = hostOptions.Value;
        _options = options.Value;
        _time = time;
        _connector = new GuardedConnector(guard, fetchOptions, hostOptions, time, HostNetwork.OfThisMachine);
        _http = new HttpMessageInvoker(_connector.CreateHandler());
    }

    /// <param name="destination">Must be empty and seekable. It holds the file if the file is kept, and undefined data otherwise.</param>
    /// <param name="hosts">The hosts of this run; newly used ones are added.</param>
    /// <exception cref="HostBusyException">Another instance holds the lease of the host. Nothing was sent.</exception>
    public async Task<DownloadedFile> FetchAsync(string location, Stream destination, HostOutcomes hosts, CancellationToken cancellationToken)
    {
        VettedUrl asked = VettedUrl.Of(location, basis: null, _guard);
        if (asked.Url is not { } url)
        {
            return DownloadedFile.Refused(asked.Refused!.Detail);
        }

        using CancellationTokenSource whole = new(_options.Timeout, _time);
        using CancellationTokenSource linked = CancellationTokenSource.CreateLinkedTokenSource(whole.Token, cancellationToken);
        try
        {
            for (int hop = 0; hop <= _fetchOptions.MaxRedirects; hop++)
            {
                HostMemory memory = await hosts.OpenAsync(HostName.Of(url), linked.Token);
                using HostTurn turn = await _pacer.WaitAsync(memory, linked.Token);
                if (turn.StayAwayUntil is { } until)
                {
                    return DownloadedFile.Refused($"{url.Authority} asked for a pause until {until:u}.");
                }

                using HttpRequestMessage request = PlainRequest.Create(HttpMethod.Get, url, _fetchOptions.UserAgent);
                // The check that found the file alive has learned whether the host's heads must be repaired.
                using HttpMessageInvoker? mending = memory.Lessons.Requests?.IsMended(_time.GetUtcNow(), _hostOptions.Lessons) == true
                    ? new HttpMessageInvoker(_connector.CreateHandler(new HeadMending()))
                    : null;
                if (mending is not null)
                {
                    PlainRequest.BeLastOfConnection(request);
                }

                using HttpResponseMessage response = await (mending ?? _http).SendAsync(request, linked.Token);
                turn.Answered((int)response.StatusCode, ResponseHeaders.TextOf(response, "retry-after"));
                LocationHeader redirect = LocationHeader.Of(response);
                string? refresh = null;
                if (!StatusRules.IsRedirect((int)response.StatusCode))
                {
                    (DownloadedFile file, refresh) = await CopyAsync(url, response, destination, linked.Token);
                    if (refresh is null)
                    {
                        return file;
                    }
                }

                if (refresh is null && redirect.Differ)
                {
                    return DownloadedFile.Refused($"{url.AbsoluteUri} redirects to several targets: {redirect.Target}.");
                }

                VettedUrl next = VettedUrl.Of(refresh ?? redirect.Target ?? "", url, _guard);
                if (next.Refused is { } refused)
                {
                    return DownloadedFile.Refused(refused.Detail);
                }

                url = next.Url!;
            }

            return DownloadedFile.Refused($"More than {_fetchOptions.MaxRedirects} redirects.");
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested
            && e is OperationCanceledException or HttpRequestException or IOException or CryptographicException)
        {
            return DownloadedFile.Refused($"The download of {url.AbsoluteUri} broke off ({e.GetBaseException().Message.TrimEnd('.')}).");
        }
    }

    public void Dispose() => _http.Dispose();

    /// <returns>The file or the reason why there is none; if the answer is a page that refreshes to another address, that address as well.</returns>
    private async Task<(DownloadedFile File, string? Refresh)> CopyAsync(
        Uri url, HttpResponseMessage response, Stream destination, CancellationToken cancellationToken)
    {
        if (response.StatusCode != HttpStatusCode.OK)
        {
            return (DownloadedFile.Refused($"{url.AbsoluteUri} answered {(int)response.StatusCode}."), null);
        }

        if (response.Content.Headers.ContentLength > _options.MaxBytes)
        {
            return (TooLarge(), null);
        }

        using FileHashes hashes = new();
        await using Stream body = await response.Content.ReadAsStreamAsync(cancellationToken);
        byte[] buffer = new byte[Window];
        int head = await body.ReadAtLeastAsync(buffer, TypeSniffer.BytesNeeded, throwOnEndOfStream: false, cancellationToken);
        string? type = TypeSniffer.Sniff(buffer.AsSpan(0, head));
        if (type is null || !_options.Types.Contains(type, StringComparer.Ordinal))
        {
            string? header = ResponseHeaders.TextOf(response, "refresh");
            return (
                DownloadedFile.Refused($"The bytes are of the type {type ?? "unknown"}, which is not copied."),
                PageRefresh.TargetOf(url, header, type, ResponseHeaders.TextOf(response, "content-type"), buffer.AsSpan(0, head)));
        }

        MediaWalk? walk = MediaWalk.Of(type);
        long size = 0;
        for (int read = head; read > 0; read = await body.ReadAsync(buffer, cancellationToken))
        {
            size += read;
            if (size > _options.MaxBytes)
            {
                return (TooLarge(), null);
            }

            hashes.Append(buffer.AsSpan(0, read));
            walk?.Append(buffer.AsSpan(0, read));
            await destination.WriteAsync(buffer.AsMemory(0, read), cancellationToken);
        }

        return await IsCompleteAsync(type, walk, destination, size, cancellationToken)
            ? (new DownloadedFile(
                new CapturedFile { Sha256 = hashes.Sha256(), Sha1 = hashes.Sha1(), At = _time.GetUtcNow(), Bytes = size, Type = type, Url = url.AbsoluteUri },
                null), null)
            : (DownloadedFile.Refused("The file is truncated."), null);
    }

    private DownloadedFile TooLarge() => DownloadedFile.Refused($"The file has more than {_options.MaxBytes} bytes.");

    /// <param name="walk">The walk through the whole file; null for types without one.</param>
    private static async Task<bool> IsCompleteAsync(string type, MediaWalk? walk, Stream file, long size, CancellationToken cancellationToken)
    {
        byte[] head = new byte[Math.Min(size, Window)];
        byte[] tail = new byte[Math.Min(size, Window)];
        file.Position = 0;
        await file.ReadExactlyAsync(head, cancellationToken);
        file.Position = size - tail.Length;
        await file.ReadExactlyAsync(tail, cancellationToken);
        file.Position = 0;
        FileEnd? end = MediaInspector.Inspect(type, new FileView(head, tail, size))?.End;
        return end is not FileEnd.Missing && (end is FileEnd.Complete || walk?.Finish(new MediaFacts()).End is not FileEnd.Missing);
    }
}
