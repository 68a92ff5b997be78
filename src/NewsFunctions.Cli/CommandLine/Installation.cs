namespace NewsFunctions.Cli.CommandLine;

/// <summary>How this command was installed, and where it keeps data that no option names.</summary>
internal static class Installation
{
    private const string Product = "newsfunctions";

    /// <summary>A .NET tool; else a clone of the repository. dotnet pack puts the file into each tool.</summary>
    public static bool IsTool { get; } = File.Exists(Path.Combine(AppContext.BaseDirectory, "DotnetToolSettings.xml"));

    /// <summary>The folder of the storage where nothing names another one.</summary>
    public static string UsualData { get; } = IsTool ? Path.Combine(OfUser, "data") : ".data";

    /// <summary>The folder of the demo archive where nothing names another one.</summary>
    public static string UsualDemo { get; } = IsTool ? Path.Combine(OfUser, "demo") : ".demo";

    // XDG_DATA_HOME or ~/.local/share, ~/Library/Application Support, %LOCALAPPDATA%.
    private static string OfUser => Path.Combine(
        Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.DoNotVerify), Product);
}
