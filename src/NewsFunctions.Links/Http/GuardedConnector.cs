using System.Globalization;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Microsoft.Extensions.Options;
using NewsFunctions.Core.Facts;
using NewsFunctions.Links.Hosts;

namespace NewsFunctions.Links.Http;

/// <summary>Opens connections for checks: resolves the name, lets the guard vet the addresses, and connects to an allowed one.</summary>
internal sealed class GuardedConnector(
    AddressGuard guard, IOptions<FetchOptions> options, IOptions<HostOptions> hostOptions, TimeProvider time, HostNetwork network)
{
    private const int AddressesTried = 4;

    // In KiB, the handler's unit.
    private const int MaxHeadKibibytes = SloppyHead.MaxBytes / 1024;

    public SocketsHttpHandler CreateHandler() => new()
    {
        AllowAutoRedirect = false,
        AutomaticDecompression = DecompressionMethods.None,
        UseCookies = false,
        UseProxy = false,
        Credentials = null,
        PreAuthenticate = false,
        // Trace headers must not leave this system.
        ActivityHeadersPropagator = null,
        ConnectTimeout = options.Value.ConnectTimeout + options.Value.TlsTimeout,
        PooledConnectionLifetime = TimeSpan.FromMinutes(2),
        PooledConnectionIdleTimeout = TimeSpan.FromSeconds(30),
        MaxConnectionsPerServer = hostOptions.Value.PerHost.Concurrency,
        MaxResponseHeadersLength = MaxHeadKibibytes,
        MaxResponseDrainSize = options.Value.BodyBytes,
        ResponseDrainTimeout = TimeSpan.FromSeconds(1),
        // One character per byte: ResponseHeaders decodes each header, and an ETag is sent back unchanged.
        ResponseHeaderEncodingSelector = (_, _) => Encoding.Latin1,
        RequestHeaderEncodingSelector = (name, _) => name == "If-None-Match" ? Encoding.Latin1 : null,
        SslOptions = new SslClientAuthenticationOptions { RemoteCertificateValidationCallback = Validate },
        ConnectCallback = ConnectAsync,
        PlaintextStreamFilter = (context, _) =>
        {
            Report(context.InitialRequestMessage, FailureStage.Headers);
            return ValueTask.FromResult(context.PlaintextStream);
        },
    };

    /// <summary>Creates a handler for one request whose response is parsed leniently, as browsers do. Its head is repaired before .NET's
    /// strict client sees it, because no setting makes that client lenient.</summary>
    public SocketsHttpHandler CreateHandler(HeadMending mending)
    {
        SocketsHttpHandler handler = CreateHandler();
        // A rewritten head may be a little longer than the original.
        handler.MaxResponseHeadersLength = 2 * MaxHeadKibibytes;
        handler.PlaintextStreamFilter = (context, _) =>
        {
            Report(context.InitialRequestMessage, FailureStage.Headers);
            return ValueTask.FromResult<Stream>(
                new MendedHeadStream(context.PlaintextStream, context.InitialRequestMessage.RequestUri!.Authority, mending));
        };
        return handler;
    }

    private async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken cancellationToken)
    {
        DnsEndPoint endPoint = context.DnsEndPoint;
        Report(context.InitialRequestMessage, FailureStage.Dns);
        IPAddress[] addresses = await ResolveAsync(endPoint.Host, cancellationToken);
        IReadOnlyList<IPAddress> vetted = guard.Vet(endPoint.Host, addresses, out FailureFacts? refused);
        if (refused is not null)
        {
            throw new ConnectionRefusal(refused);
        }

        Report(context.InitialRequestMessage, FailureStage.Connect);
        Stream stream = await ConnectToAnyAsync(endPoint, [.. vetted.Take(AddressesTried)], cancellationToken);
        bool tls = context.InitialRequestMessage.RequestUri?.Scheme == Uri.UriSchemeHttps;
        Report(context.InitialRequestMessage, tls ? FailureStage.Tls : FailureStage.Headers);
        return stream;
    }

    private async Task<IPAddress[]> ResolveAsync(string host, CancellationToken cancellationToken)
    {
        if (IPAddress.TryParse(host, out IPAddress? address))
        {
            return [address];
        }

        try
        {
            IPAddress[] addresses = await network.ResolveAsync(host, cancellationToken);
            return addresses.Length > 0 ? addresses : throw new SocketException((int)SocketError.NoData);
        }
        catch (ArgumentException e)
        {
            throw new ConnectionRefusal(
                new FailureFacts { Stage = FailureStage.Policy, Kind = FailureKind.BadUrl, Detail = $"{host} is not a valid host name." }, e);
        }
        catch (SocketException e)
        {
            (FailureKind kind, string detail) = e.SocketErrorCode switch
            {
                SocketError.HostNotFound => (FailureKind.NoSuchName, $"The name {host} does not exist."),
                SocketError.NoData => (FailureKind.NoAddress, $"The name {host} has no address."),
                _ => (FailureKind.NameServerFailure, $"The name {host} could not be resolved ({e.SocketErrorCode})."),
            };
            throw new ConnectionRefusal(new FailureFacts { Stage = FailureStage.Dns, Kind = kind, Detail = detail }, e);
        }
    }

    /// <summary>Tries the addresses one after the other. One that drops packets must not use up the time of the next ones.</summary>
    private async Task<Stream> ConnectToAnyAsync(DnsEndPoint endPoint, IPAddress[] addresses, CancellationToken cancellationToken)
    {
        ConnectionRefusal? last = null;
        foreach (IPAddress address in addresses)
        {
            using CancellationTokenSource share = new(options.Value.ConnectTimeout / addresses.Length, time);
            using CancellationTokenSource linked = CancellationTokenSource.CreateLinkedTokenSource(share.Token, cancellationToken);
            try
            {
                return await network.ConnectAsync(new IPEndPoint(address, endPoint.Port), linked.Token);
            }
            catch (SocketException e)
            {
                last = Failed(endPoint, address, e);
            }
            catch (ConnectionRefusal refusal)
            {
                // A proxy that cannot reach one address may reach the next.
                last = refusal;
            }
            catch (OperationCanceledException e)
            {
                cancellationToken.ThrowIfCancellationRequested();
                last = new ConnectionRefusal(TimeoutFacts.At(FailureStage.Connect, $"{endPoint.Host} ({address})"), e);
            }
        }

        throw last ?? throw new InvalidOperationException("The guard neither allowed nor refused any address.");
    }

    private static ConnectionRefusal Failed(DnsEndPoint endPoint, IPAddress address, SocketException e)
    {
        FailureKind kind = e.SocketErrorCode switch
        {
            SocketError.ConnectionRefused => FailureKind.ConnectionRefused,
            SocketError.TimedOut => FailureKind.Timeout,
            SocketError.ConnectionReset or SocketError.ConnectionAborted => FailureKind.ConnectionLost,
            _ => FailureKind.Unreachable,
        };
        return new ConnectionRefusal(
            new FailureFacts
            {
                Stage = FailureStage.Connect,
                Kind = kind,
                Detail = $"No connection to {endPoint.Host}:{endPoint.Port} ({address}: {e.SocketErrorCode}).",
            },
            e);
    }

    /// <summary>Validates the certificate. It throws instead of returning false, because the handler loses the reason.</summary>
    private static bool Validate(object sender, X509Certificate? certificate, X509Chain? chain, SslPolicyErrors errors) =>
        errors == SslPolicyErrors.None ? true : throw new ConnectionRefusal(FaultOf(certificate, chain, errors));

    private static FailureFacts FaultOf(X509Certificate? certificate, X509Chain? chain, SslPolicyErrors errors)
    {
        (FailureKind kind, string detail) = (certificate, chain) switch
        {
            (X509Certificate2 sent, { } path) when HasWrongTime(path) && sent.NotBefore > path.ChainPolicy.VerificationTime.ToLocalTime() => (
                FailureKind.TlsNotYetValid,
                string.Create(CultureInfo.InvariantCulture, $"The certificate is valid only from {sent.NotBefore.ToUniversalTime():u}.")),
            (X509Certificate2 sent, { } path) when HasWrongTime(path) => (
                FailureKind.TlsExpired,
                string.Create(CultureInfo.InvariantCulture, $"The certificate, or one that it depends on, has expired (it was valid to {sent.NotAfter.ToUniversalTime():u}).")),
            _ when errors.HasFlag(SslPolicyErrors.RemoteCertificateNameMismatch) => (FailureKind.TlsWrongName, "The certificate is for another name."),
            ({ } sent, _) when sent.Subject == sent.Issuer => (FailureKind.TlsSelfSigned, "The certificate is self-signed."),
            _ => (FailureKind.TlsUntrusted, "The issuer of the certificate is not trusted by this machine."),
        };
        return new FailureFacts { Stage = FailureStage.Tls, Kind = kind, Detail = detail };
    }

    private static bool HasWrongTime(X509Chain chain) =>
        chain.ChainStatus.Any(status => status.Status.HasFlag(X509ChainStatusFlags.NotTimeValid));

    private static void Report(HttpRequestMessage request, FailureStage stage)
    {
        if (request is TrackedRequest tracked)
        {
            tracked.Progress.Enter(stage);
        }
    }
}
