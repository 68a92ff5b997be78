using EmbeddedFunctions;
using Microsoft.Azure.Functions.Worker.Builder;

namespace NewsFunctions.Cli;

/// <summary>The function app as the command hosts it.</summary>
internal static class App
{
    /// <summary>Only the app's own functions, whichever program hosts the command: tests have functions of their own.</summary>
    public static FunctionsApplicationBuilder CreateBuilder() =>
        NewsFunctionsApp.CreateBuilder([]).UseFunctionsFrom(typeof(NewsFunctionsApp).Assembly);
}
