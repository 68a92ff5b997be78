using NewsFunctions.Cli.Terminals;

namespace NewsFunctions.Cli.Exports;

/// <summary>Writes the file of an export. A plain file is written beside and renamed, so that it is complete or the old one; anything
/// else (a symbolic link, a named pipe, a device) is written to in place, because a rename would replace it.</summary>
internal sealed class ExportFile : IAsyncDisposable
{
    private readonly string _path;
    private readonly string? _unfinished;
    private readonly FileStream _file;
    private bool _isComplete;

    private ExportFile(string path, string? unfinished, FileStream file) => (_path, _unfinished, _file) = (path, unfinished, file);

    /// <summary>Takes the content; it is written only forwards.</summary>
    public Stream Stream => _file;

    /// <exception cref="IOException">The path is a folder, or its folder does not exist.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be written.</exception>
    public static ExportFile Open(string path)
    {
        // Devices and pipes report no bytes; writing a plain file without bytes in place loses nothing.
        var info = new FileInfo(path);
        if (Directory.Exists(path))
        {
            throw new IOException($"{path} is a folder; name a file");
        }

        string folder = Path.GetDirectoryName(Path.GetFullPath(path))!;
        if (!Directory.Exists(folder))
        {
            throw new DirectoryNotFoundException($"there is no folder {folder}; make it first");
        }

        if (info.LinkTarget is not null || info is { Exists: true, Length: 0 })
        {
            return new ExportFile(path, unfinished: null, OpenInPlace(path));
        }

        string unfinished = Path.Combine(folder, $".{info.Name}.{Path.GetRandomFileName()}.part");
        var file = new FileStream(unfinished, FileMode.CreateNew, FileAccess.Write, FileShare.None);
        if (info.Exists && !OperatingSystem.IsWindows())
        {
            // A file that only its owner may read keeps its mode.
            File.SetUnixFileMode(file.SafeFileHandle, info.UnixFileMode);
        }

        return new ExportFile(path, unfinished, file);
    }

    /// <summary>Shows the number of bytes while the file is written.</summary>
    public Task<T> RunAsync<T>(string name, Terminal terminal, Func<Task<T>> write) => new SlowWork(terminal, TimeProvider.System).RunAsync(
        () => $"Writing {name}", () => new WorkDone(_file.CanSeek ? _file.Position : 0, Total: null), ProgressBar.Megabytes, write);

    /// <summary>Puts the file in its place, and returns its length; null if it is a pipe.</summary>
    public async Task<long?> CompleteAsync(CancellationToken cancellationToken)
    {
        await _file.FlushAsync(cancellationToken);
        long? written = _file.CanSeek ? _file.Position : null;
        _isComplete = true;
        await _file.DisposeAsync();
        if (_unfinished is not null)
        {
            File.Move(_unfinished, _path, overwrite: true);
        }

        return written;
    }

    public async ValueTask DisposeAsync()
    {
        if (!_isComplete && _unfinished is null)
        {
            Empty(_file);
        }

        await _file.DisposeAsync();
        if (_unfinished is not null)
        {
            File.Delete(_unfinished);
        }
    }

    private static FileStream OpenInPlace(string path)
    {
        // OpenOrCreate: a link may lead to a file that does not exist yet.
        var file = new FileStream(path, FileMode.OpenOrCreate, FileAccess.Write, FileShare.ReadWrite);
        Empty(file);
        return file;
    }

    // A device cannot be shortened, and has no length.
    private static void Empty(FileStream file)
    {
        if (file.CanSeek && file.Length > 0)
        {
            file.SetLength(0);
        }
    }
}
