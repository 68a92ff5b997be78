using System.Buffers;
using Microsoft.Extensions.Options;
using NewsFunctions.Core.Facts;
using NewsFunctions.Core.Ids;
using NewsFunctions.Links.Hosts;
using NewsFunctions.Links.Media;

namespace NewsFunctions.Links.Http;

/// <summary>Reads a file again from its start if its head and tail did not show its end: one paced GET without Range, walked
/// as it streams and never buffered whole. A file that cannot be read to its end is no evidence.</summary>
internal sealed class WholeFileRequest(
    HopRequest request, HostPacer pacer, IOptions<FetchOptions> options, IOptions<HostOptions> hostOptions, TimeProvider time)
{
    private const int Window = 32 * 1024;

    /// <param name="url">The URL of a <see cref="VettedUrl"/> that has just returned a part of the file.</param>
    /// <param name="seen">That answer, including the result for its tail.</param>
    /// <returns>The same facts with the result of the walk.</returns>
    public async Task<ResponseFacts> WalkAsync(Uri url, ResponseFacts seen, HostOutcomes hosts, CancellationToken cancellationToken)
    {
        if (seen is not { Media: { End: FileEnd.Unseen } media, Tail.Bytes: > 0, TotalSize: { } size }
            || size > options.Value.WholeFileBytes || MediaWalk.Of(seen.SniffedType) is not { } walk)
        {
            return seen;
        }

        string host = HostName.Of(url);
        HostMemory memory = await hosts.OpenAsync(host, cancellationToken);
        using HostTurn turn = await pacer.WaitAsync(memory, cancellationToken);
        if (turn.StayAwayUntil is not null || hosts.Outage(host) is not null)
        {
            return seen;
        }

        bool mends = memory.Lessons.Requests?.IsMended(time.GetUtcNow(), hostOptions.Value.Lessons) == true;
        WholeFileFacts read = await SendAsync(url, seen, walk, mends, turn, hosts, cancellationToken);
        return seen with { Media = read.Failure is null ? walk.Finish(media) : media, WholeFile = read };
    }

    private async Task<WholeFileFacts> SendAsync(
        Uri url, ResponseFacts seen, MediaWalk walk, bool mends, HostTurn turn, HostOutcomes hosts, CancellationToken cancellationToken)
    {
        using HttpMessageInvoker? mending = mends ? request.CreateMending(new HeadMending()) : null;
        using RequestProgress progress = new(options.Value, time, cancellationToken);
        using TrackedRequest get = PlainRequest.Prepare(new TrackedRequest(HttpMethod.Get, url, progress), options.Value.UserAgent);
        if (mends)
        {
            PlainRequest.BeLastOfConnection(get);
        }

        int? status = null;
        long bytes = 0;
        WholeFileFacts Read(string? failure) => new() { Status = status, Bytes = bytes, Failure = failure };
        byte[] window = ArrayPool<byte>.Shared.Rent(Window);
        try
        {
            using HttpResponseMessage response = await (mending ?? request.Http).SendAsync(get, progress.Token);
            progress.Enter(FailureStage.Body);
            status = (int)response.StatusCode;
            turn.Answered(status.Value, ResponseHeaders.TextOf(response, "retry-after"));
            hosts.RecordAnswer(HostName.Of(url), status.Value);
            if (status is not (200 or 203) || ResponseHeaders.TextOf(response, "content-encoding") is not (null or "" or "identity"))
            {
                return Read("The server did not send the file as it is.");
            }

            await using Stream body = await response.Content.ReadAsStreamAsync(progress.Token);
            int count = await body.ReadAtLeastAsync(window, ResponseFacts.FirstBytesKept, throwOnEndOfStream: false, progress.Token);
            bool isSame = Convert.ToHexStringLower(window.AsSpan(0, Math.Min(count, ResponseFacts.FirstBytesKept))) == seen.FirstBytes;
            while (isSame && count > 0)
            {
                bytes += count;
                walk.Append(window.AsSpan(0, count));
                isSame = bytes <= seen.TotalSize;
                count = walk.IsOver || !isSame ? 0 : await body.ReadAsync(window, progress.Token);
            }

            return Read(isSame && (walk.IsOver || bytes == seen.TotalSize) ? null : "The server sent a different file than before.");
        }
        catch (Exception e) when (HopRequest.FailureOf(e, progress.Stage, url, cancellationToken) is { } failure)
        {
            hosts.RecordFailure(HostName.Of(url), failure);
            return Read(failure.Detail);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(window);
        }
    }
}
