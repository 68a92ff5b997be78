using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;

namespace NewsFunctions.Cli.Dumps;

/// <summary>Finds file names that are not UTF-8. Linux allows any bytes; .NET shows such a name with U+FFFD and cannot open its file.</summary>
internal static class UndecodableNames
{
    // The layout is struct dirent of 64-bit Linux, with glibc and with musl: two 8-byte numbers, a 2-byte length, a type, the name.
    private const int NameOffset = 8 + 8 + 2 + 1;

    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Lists the undecodable names in a folder, bytes written as <c>\xE9</c>. Null if they cannot be read, as outside Linux.</summary>
    public static IReadOnlyList<string>? List(string folder)
    {
        if (!OperatingSystem.IsLinux() || !Environment.Is64BitProcess
            || NativeMethods.OpenDirectory(Encoding.UTF8.GetBytes(folder + '\0')) is not (not 0 and var directory))
        {
            return null;
        }

        try
        {
            var names = new List<string>();
            while (NativeMethods.ReadDirectory(directory) is not 0 and var entry)
            {
                if (Escape(Bytes(entry + NameOffset)) is { } escaped)
                {
                    names.Add(escaped);
                }
            }

            return names;
        }
        finally
        {
            _ = NativeMethods.CloseDirectory(directory);
        }
    }

    /// <summary>Escapes a name; returns null for one that is valid UTF-8.</summary>
    internal static string? Escape(ReadOnlySpan<byte> name)
    {
        try
        {
            StrictUtf8.GetCharCount(name);
            return null;
        }
        catch (DecoderFallbackException)
        {
        }

        var escaped = new StringBuilder();
        while (!name.IsEmpty)
        {
            bool decoded = Rune.DecodeFromUtf8(name, out Rune rune, out int length) == System.Buffers.OperationStatus.Done;
            if (decoded && !Rune.IsControl(rune))
            {
                escaped.Append(rune.ToString());
            }
            else
            {
                foreach (byte unit in name[..length])
                {
                    escaped.Append(CultureInfo.InvariantCulture, $@"\x{unit:X2}");
                }
            }

            name = name[length..];
        }

        return escaped.ToString();
    }

    private static byte[] Bytes(nint text)
    {
        int length = 0;
        while (Marshal.ReadByte(text, length) != 0)
        {
            length++;
        }

        byte[] bytes = new byte[length];
        Marshal.Copy(text, bytes, 0, length);
        return bytes;
    }

    private static class NativeMethods
    {
        [DllImport("libc", EntryPoint = "opendir")]
        [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
        public static extern nint OpenDirectory(byte[] path);

        [DllImport("libc", EntryPoint = "readdir")]
        [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
        public static extern nint ReadDirectory(nint directory);

        [DllImport("libc", EntryPoint = "closedir")]
        [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
        public static extern int CloseDirectory(nint directory);
    }
}
