namespace NewsFunctions.Dumps.Diagnostics;

/// <summary>What is wrong with the escapes of a JSON string.</summary>
[Flags]
internal enum EscapeDefects
{
    None = 0,

    /// <summary>An escape that JSON does not have was kept as it is written.</summary>
    Unknown = 1,

    /// <summary>Half of a surrogate pair became U+FFFD.</summary>
    HalfPair = 2,
}
