using System.Net;
using Azure;

namespace NewsFunctions.Storage.Connection;

/// <summary>Reports that the local storage cannot save its data, usually because the disk is full. It accepts no writes until it can.</summary>
public sealed class StorageNotSavedException : RequestFailedException
{
    public StorageNotSavedException(string reason)
        : base((int)HttpStatusCode.InsufficientStorage, $"the local storage cannot save its data: {reason}. Free some space, and the storage saves by itself")
    {
    }
}
