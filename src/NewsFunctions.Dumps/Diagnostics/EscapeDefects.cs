namespace NewsFunctions.Dumps.Diagnostics;

/// <summary>Lists the defects of escapes in a JSON string.</summary>
[Flags]
internal enum EscapeDefects
{
    None = 0,

    /// <summary>An escape unknown to JSON was kept as written.</summary>
    Unknown = 1,

    /// <summary>An unpaired surrogate became U+FFFD.</summary>
    HalfPair = 2,
}
