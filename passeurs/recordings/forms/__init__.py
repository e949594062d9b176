"""What is received is cleaned while its form is: pictures, sounds and films."""
