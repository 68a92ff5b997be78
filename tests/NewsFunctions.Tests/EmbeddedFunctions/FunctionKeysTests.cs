using EmbeddedFunctions.Hosting;
using EmbeddedFunctions.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Configuration;

namespace NewsFunctions.Tests.EmbeddedFunctions;

public sealed class FunctionKeysTests
{
    [Theory]
    [InlineData(AuthorizationLevel.Anonymous, null, null, true)]
    [InlineData(AuthorizationLevel.Function, null, null, false)]
    [InlineData(AuthorizationLevel.Function, "f", null, true)]
    [InlineData(AuthorizationLevel.Function, "d", null, true)]
    [InlineData(AuthorizationLevel.Function, "m", null, true)]
    [InlineData(AuthorizationLevel.Function, null, "f", true)]
    [InlineData(AuthorizationLevel.Function, "wrong", "f", false)]
    [InlineData(AuthorizationLevel.Function, "g", null, false)]
    [InlineData(AuthorizationLevel.Function, "", "", false)]
    [InlineData(AuthorizationLevel.Admin, "d", null, false)]
    [InlineData(AuthorizationLevel.Admin, "m", null, true)]
    [InlineData(AuthorizationLevel.System, "f", null, false)]
    public void A_key_opens_what_the_Functions_host_would_open(AuthorizationLevel level, string? header, string? code, bool isAllowed)
    {
        var request = new DefaultHttpContext().Request;
        request.Headers["x-functions-key"] = header;
        request.QueryString = code is null ? QueryString.Empty : QueryString.Create("code", code);
        Assert.Equal(isAllowed, Keys(isRequired: true).Allows(request, level, "Get"));
        Assert.True(Keys(isRequired: false).Allows(request, level, "Get"));
    }

    private static FunctionKeys Keys(bool isRequired) => new(new EmbeddedOptions { RequireKeys = isRequired }, new ConfigurationBuilder().AddInMemoryCollection(
    [
        new("Embedded:Keys:Master", "m"), new("Embedded:Keys:Default", "d"), new("Embedded:Keys:Functions:Get", "f"), new("Embedded:Keys:Functions:Other", "g"),
    ]).Build());
}
