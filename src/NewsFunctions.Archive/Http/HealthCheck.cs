using Microsoft.AspNetCore.Http;
using NewsFunctions.Archive.Api;
using NewsFunctions.Archive.Http.Requests;
using NewsFunctions.Archive.Operations;
using NewsFunctions.Storage.Connection;
using NewsFunctions.Storage.Dumps;

namespace NewsFunctions.Archive.Http;

/// <summary>Checks whether the tables respond, by one read of one row, and whether a local storage saves its writes.</summary>
public sealed class HealthCheck(StorageReady storage, DumpLedger ledger, StorageSaves saves, Maintenance maintenance, TimeProvider time)
{
    private const string Ok = "ok";
    private const string Unavailable = "unavailable";
    private const string Unsaved = "unsaved";

    /// <summary>Limits the wait. Probes give up after 10 s or more, and should get the reason before.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    public async Task<IResult> CheckAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        if (new QueryReader(request.Query).Problem is { } problem)
        {
            return Answers.Problem(problem);
        }

        using var patience = new CancellationTokenSource(Patience, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellationToken);
        try
        {
            await storage.EnsureAsync(either.Token);
            await ledger.ListAsync(new DumpFilter(), limit: 1, continuation: null, either.Token);
            return saves.Error is null
                ? Answers.Ok(new HealthResponse(Ok, Ok, maintenance.IsOn), ApiJson.Web.HealthResponse)
                : NotOk(Unsaved);
        }
        catch (StorageNotSavedException)
        {
            return NotOk(Unsaved);
        }
        catch (Exception e) when (StorageOutage.Is(e) || (patience.IsCancellationRequested && !cancellationToken.IsCancellationRequested))
        {
            return NotOk(Unavailable);
        }
    }

    private IResult NotOk(string tables) =>
        Answers.Unavailable(new HealthResponse(Unavailable, tables, maintenance.IsOn), ApiJson.Web.HealthResponse);
}
