using Xunit.v3;

// These tests wait for processes, leases and storage most of their time: twice the cores keep two cores busy.
[assembly: Parallelization(MaxThreads = 4)]
