using System.Net;
using Microsoft.Extensions.Options;
using NewsFunctions.Core.Facts;
using NewsFunctions.Links.Http;

namespace NewsFunctions.Tests.Links.Http;

public sealed class AddressGuardTests
{
    private readonly AddressGuard _guard = Guard(new AddressGuardOptions());

    [Theory]
    [InlineData("0.0.0.0")]
    [InlineData("0.1.2.3")]
    [InlineData("10.0.0.1")]
    [InlineData("10.255.255.255")]
    [InlineData("100.64.0.1")]
    [InlineData("100.100.100.200")]
    [InlineData("127.0.0.1")]
    [InlineData("127.255.255.254")]
    [InlineData("168.63.129.16")]
    [InlineData("169.254.0.1")]
    [InlineData("169.254.169.254")]
    [InlineData("172.16.0.1")]
    [InlineData("172.31.255.255")]
    [InlineData("192.0.0.1")]
    [InlineData("192.0.2.1")]
    [InlineData("192.88.99.1")]
    [InlineData("192.168.1.1")]
    [InlineData("198.18.0.1")]
    [InlineData("198.19.255.255")]
    [InlineData("198.51.100.1")]
    [InlineData("203.0.113.1")]
    [InlineData("224.0.0.1")]
    [InlineData("239.255.255.255")]
    [InlineData("240.0.0.1")]
    [InlineData("255.255.255.255")]
    [InlineData("::")]
    [InlineData("::1")]
    [InlineData("::7f00:1")]
    [InlineData("::ffff:10.0.0.1")]
    [InlineData("::ffff:169.254.169.254")]
    [InlineData("::ffff:0:127.0.0.1")]
    [InlineData("64:ff9b::7f00:1")]
    [InlineData("64:ff9b::808:808")]
    [InlineData("64:ff9b:1::1")]
    [InlineData("100::1")]
    [InlineData("2001::1")]
    [InlineData("2001:db8::1")]
    [InlineData("2002:7f00:1::1")]
    [InlineData("3fff::1")]
    [InlineData("fc00::1")]
    [InlineData("fd00:ec2::254")]
    [InlineData("fd12:3456::1")]
    [InlineData("fe80::1")]
    [InlineData("fec0::1")]
    [InlineData("ff02::1")]
    [InlineData("4000::1")]
    public void An_address_that_is_not_public_is_refused(string address)
    {
        Assert.Empty(_guard.Vet("a.example", [IPAddress.Parse(address)], out FailureFacts? refused));
        Assert.Equal(FailureKind.AddressRefused, refused?.Kind);

        string host = address.Contains(':', StringComparison.Ordinal) ? $"[{address}]" : address;
        Assert.Equal(FailureKind.AddressRefused, _guard.Check(new Uri($"http://{host}/a.jpg"))?.Kind);
    }

    [Theory]
    [InlineData("1.1.1.1")]
    [InlineData("9.255.255.255")]
    [InlineData("11.0.0.0")]
    [InlineData("100.63.255.255")]
    [InlineData("100.128.0.0")]
    [InlineData("172.15.255.255")]
    [InlineData("172.32.0.0")]
    [InlineData("192.167.255.255")]
    [InlineData("198.17.255.255")]
    [InlineData("223.255.255.255")]
    [InlineData("::ffff:8.8.8.8")]
    [InlineData("2606:4700::1111")]
    [InlineData("2606:4700::5efe")]
    [InlineData("2a00:1450::1")]
    public void A_public_address_may_be_connected_to(string address)
    {
        Assert.Single(_guard.Vet("a.example", [IPAddress.Parse(address)], out FailureFacts? refused));
        Assert.Null(refused);
    }

    [Theory]
    [InlineData("https://a.example/a.jpg", null)]
    [InlineData("http://a.example/a.jpg", null)]
    [InlineData("https://a.example:80/a.jpg", null)]
    [InlineData("ftp://a.example/a.jpg", FailureKind.UnsupportedScheme)]
    [InlineData("file:///etc/passwd", FailureKind.UnsupportedScheme)]
    [InlineData("gopher://a.example/", FailureKind.UnsupportedScheme)]
    [InlineData("https://user@a.example/", FailureKind.CredentialsInUrl)]
    [InlineData("https://user:secret@a.example/", FailureKind.CredentialsInUrl)]
    [InlineData("https://a.example:22/", FailureKind.PortRefused)]
    [InlineData("http://a.example:8080/", FailureKind.PortRefused)]
    [InlineData("http://2130706433/", FailureKind.AddressRefused)]
    [InlineData("http://0x7f.1/", FailureKind.AddressRefused)]
    [InlineData("http://017700000001/", FailureKind.AddressRefused)]
    [InlineData("http://en.alalam.ir\ufffdnews/", FailureKind.BadUrl)]
    [InlineData("http://127.1/", FailureKind.AddressRefused)]
    [InlineData("http://[::ffff:127.0.0.1]/", FailureKind.AddressRefused)]
    [InlineData("http://[fe80::1%25eth0]/", FailureKind.AddressRefused)]
    public void A_url_is_refused_for_its_scheme_credentials_port_or_literal_address(string url, FailureKind? kind) =>
        Assert.Equal(kind, _guard.Check(new Uri(url))?.Kind);

    [Fact]
    public void Name_with_both_private_and_public_addresses_is_refused()
    {
        IPAddress[] addresses = [IPAddress.Parse("10.0.0.1"), IPAddress.Parse("8.8.8.8")];

        Assert.Empty(_guard.Vet("a.example", addresses, out FailureFacts? refused));
        Assert.Contains("10.0.0.1: private, 8.8.8.8: public", refused?.Detail, StringComparison.Ordinal);

        AddressGuard lenient = Guard(new AddressGuardOptions { AllowedNetworks = ["10.0.0.0/8"] });
        Assert.Equal(addresses, lenient.Vet("a.example", addresses, out _));
    }

    [Fact]
    public void Allowed_network_is_also_exempt_as_mapped_address()
    {
        AddressGuard guard = Guard(new AddressGuardOptions { AllowedNetworks = ["127.0.0.0/8", "fd12::/16"], AllowedPorts = [5000] });

        Assert.Null(guard.Check(new Uri("http://127.0.0.1:5000/")));
        Assert.Null(guard.Check(new Uri("http://[fd12::1]:5000/")));
        Assert.Single(guard.Vet("a.example", [IPAddress.Parse("::ffff:127.0.0.1")], out _));
        Assert.Equal(FailureKind.AddressRefused, guard.Check(new Uri("http://10.0.0.1:5000/"))?.Kind);
        Assert.Equal(FailureKind.PortRefused, guard.Check(new Uri("http://127.0.0.1/"))?.Kind);
    }

    private static AddressGuard Guard(AddressGuardOptions options) => new(Options.Create(options));
}
