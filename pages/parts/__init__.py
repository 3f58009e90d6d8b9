"""What pages are assembled from; never a page itself."""
