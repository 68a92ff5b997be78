using LocalFunctionsHost.Http;
using LocalFunctionsHost.Settings;
using Microsoft.AspNetCore.Http;

namespace NewsFunctions.Tests.LocalFunctionsHost.Http;

public sealed class FunctionKeysTests
{
    [Theory]
    [InlineData("anonymous", null, null, true)]
    [InlineData("Function", null, null, false)]
    [InlineData("Function", "f", null, true)]
    [InlineData("function", "d", null, true)]
    [InlineData("Function", "m", null, true)]
    [InlineData("Function", null, "f", true)]
    [InlineData("Function", "wrong", "f", false)]
    [InlineData("Function", "g", null, false)]
    [InlineData("Function", "", "", false)]
    [InlineData("Admin", "d", null, false)]
    [InlineData("Admin", "m", null, true)]
    [InlineData("System", "f", null, false)]
    public void Key_grants_the_same_access_as_in_the_Functions_host(string level, string? header, string? code, bool isAllowed)
    {
        var request = new DefaultHttpContext().Request;
        request.Headers["x-functions-key"] = header;
        request.QueryString = code is null ? QueryString.Empty : QueryString.Create("code", code);
        Assert.Equal(isAllowed, Keys(isRequired: true).Allows(request, level, "Get"));
        Assert.True(Keys(isRequired: false).Allows(request, level, "Get"));
    }

    private static FunctionKeys Keys(bool isRequired) => new(LocalHostOptions.From("app", new Dictionary<string, string?>
    {
        ["LocalHost:RequireKeys"] = $"{isRequired}",
        ["LocalHost:Keys:Master"] = "m",
        ["LocalHost:Keys:Default"] = "d",
        ["LocalHost:Keys:Functions:Get"] = "f",
        ["LocalHost:Keys:Functions:Other"] = "g",
        ["LocalHost:Keys:Functions:Empty"] = "",
    }));
}
