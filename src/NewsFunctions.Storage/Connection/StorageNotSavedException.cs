using System.Net;
using Azure;

namespace NewsFunctions.Storage.Connection;

/// <summary>The storage on this machine cannot save its data, most often because the disk is full. It takes no writes until it can.</summary>
public sealed class StorageNotSavedException : RequestFailedException
{
    public StorageNotSavedException(string reason)
        : base((int)HttpStatusCode.InsufficientStorage, $"the local storage cannot save its data: {reason}. Free some space, and the storage saves by itself")
    {
    }
}
