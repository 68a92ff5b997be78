using NewsFunctions.Http.Responses;
using NewsFunctions.Storage;

namespace NewsFunctions.Queries;

/// <summary>How the hosts are doing that were asked so far.</summary>
public sealed class HostQueries(HostStore hosts)
{
    /// <summary>By name. One operation for each 1,000.</summary>
    public async Task<PageResponse<HostResponse>> ListAsync(int limit, string? continuation, CancellationToken cancellationToken)
    {
        Page<StoredHost> page = await hosts.ListAsync(limit, continuation, cancellationToken);
        return new PageResponse<HostResponse>([.. page.Items.Select(HostResponse.From)], page.Continuation);
    }
}
