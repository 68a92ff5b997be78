namespace NewsFunctions.Cli.CommandLine;

/// <summary>Says how this command was installed, and where it keeps data that no option names.</summary>
internal static class Installation
{
    private const string Product = "newsfunctions";

    /// <summary>Is true for a .NET tool, false for a clone of the repository. dotnet pack puts the file into each tool.</summary>
    public static bool IsTool { get; } = File.Exists(Path.Combine(AppContext.BaseDirectory, "DotnetToolSettings.xml"));

    /// <summary>The folder of the storage if nothing names another one.</summary>
    public static string UsualData { get; } = IsTool ? Path.Combine(OfUser, "data") : ".data";

    /// <summary>The folder of the demo archive if nothing names another one.</summary>
    public static string UsualDemo { get; } = IsTool ? Path.Combine(OfUser, "demo") : ".demo";

    // The folder is XDG_DATA_HOME or ~/.local/share, ~/Library/Application Support, or %LOCALAPPDATA%.
    private static string OfUser => Path.Combine(
        Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.DoNotVerify), Product);
}
